"""企业工作台: what is listed, counted, and said where nothing is."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.factories import (
    PostingFactory,
    UserFactory,
)
from tests.jobs.views.received.desk import (
    LIST,
    applied,
    done,
    html_of,
    listed,
)
from tongwulang.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_list_says_the_day_and_puts_the_most_urgent_first(client, posting):
    later, sooner = applied(posting), applied(posting)
    sooner.answer_by -= dt.timedelta(days=3)
    sooner.save()

    assert listed(client) == [sooner.pk, later.pk]
    day = rf"(\d+年)?{sooner.answer_by.month}月{sooner.answer_by.day}日"  # the year, if another
    assert re.search(rf"最晚{day}", client.get(LIST).content.decode())
    assert re.search(rf"请在{day}", html_of(client, sooner))


def test_tabs_count_what_they_open(client, posting):
    declined, *_waiting = [applied(posting) for _ in range(3)]
    done(client, "answer", declined, status="declined", reason="filled")
    tabs = client.get(LIST).context["tabs"]

    assert [(tab.value, tab.count, tab.is_chosen) for tab in tabs] == [
        ("", 2, True),
        ("all", 3, False),
        ("submitted", 2, False),
        ("declined", 1, False),
    ]
    for tab in tabs:
        assert len(listed(client, status=tab.value)) == tab.count


def test_bad_filter_is_named_and_what_waits_is_listed(client, application):
    foreign = applied(PostingFactory(title="别家的岗位"))
    for query in ({"status": "lost"}, {"posting": foreign.posting_id}, {"posting": "x"}):
        answer = client.get(LIST, query)
        assert 'role="alert"' in answer.content.decode()
        assert [one.pk for one in answer.context["page"]] == [application.pk]
    assert "别家的岗位" not in answer.content.decode()


def test_nothing_received_is_said_with_what_comes_next(client):
    assert "没有等待答复的投递" in client.get(LIST).content.decode()
    assert "没有这样的投递" in client.get(LIST, {"status": "hired"}).content.decode()


def test_account_leads_members_to_the_desk_and_nobody_else(client):
    home = reverse("account_home")
    assert LIST in client.get(home).content.decode()
    client.force_login(UserFactory())
    assert LIST not in client.get(home).content.decode()


def test_message_about_an_application_leads_to_its_page(client, member, posting):
    application = applied(posting)
    message = Message.objects.get(recipient=member.user)

    assert (message.kind, message.link) == ("application_received", application.get_received_url())
    assert client.get(message.link).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_for_one_and_many(client, posting, rows, django_assert_num_queries):
    for number in range(rows):
        applied(PostingFactory(employer=posting.employer) if number % 2 else posting)
    with django_assert_num_queries(6):
        assert len(listed(client, status="all")) == min(rows, 24)
