"""A person's inbox, their choices, and the link that refuses e-mail."""

import re

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import MessageFactory, UserFactory
from tongwulang.outbox.choices import Channel, Topic
from tongwulang.outbox.models import Message, Refusal
from tongwulang.outbox.models.message import KEPT
from tongwulang.outbox.unsubscribe_links import SALT, Ask, link_of, token_of
from tongwulang.site.middleware import SIGNED_IN

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox(client, li):
    """李雷, who has logged in."""
    client.force_login(li)
    return client


def titles(inbox, query=""):
    page = inbox.get(reverse("message_list") + query)
    return [message.title for message in page.context["page"]]


def test_inbox_shows_ones_own_newest_first(inbox, li):
    MessageFactory(recipient=li, title="旧的")
    MessageFactory(title="别人的")
    MessageFactory(recipient=li, title="新的")

    assert titles(inbox) == ["新的", "旧的"]


def test_looking_marks_nothing_as_read(inbox, li):
    MessageFactory.create_batch(2, recipient=li)

    inbox.get(reverse("message_list"))

    assert Message.objects.unread().count() == 2


@pytest.mark.parametrize("count", [1, 30])
def test_inbox_costs_the_same_for_one_and_thirty(inbox, li, count, django_assert_num_queries):
    MessageFactory.create_batch(count, recipient=li)

    # session, person, how many, unread and newest, the page
    with django_assert_num_queries(5):
        inbox.get(reverse("message_list"))


def test_unread_count_costs_three_queries(inbox, li, django_assert_num_queries):
    MessageFactory.create_batch(3, recipient=li)
    MessageFactory(recipient=li, read_at="2026-11-01T00:00:00Z")
    MessageFactory()

    with django_assert_num_queries(3):
        answer = inbox.get(reverse("message_unread"))

    assert answer.json() == {"unread": 3}


def test_pages_of_twenty(inbox, li):
    for number in range(21):
        MessageFactory(recipient=li, title=f"{number}")

    assert titles(inbox) == [f"{number}" for number in range(20, 0, -1)]
    assert titles(inbox, "?page=2") == ["0"]
    assert titles(inbox, "?page=nonsense") == titles(inbox)


def test_opening_marks_one_as_read_and_leads_on(inbox, li):
    message = MessageFactory(recipient=li, link="/postings/?q=a")
    other = MessageFactory(recipient=li)

    answer = inbox.post(reverse("message_open", args=[message.pk]))

    assert (answer.status_code, answer["Location"]) == (302, "/postings/?q=a")
    assert [each.pk for each in Message.objects.unread()] == [other.pk]


def test_message_that_leads_nowhere_leads_back(inbox, li):
    message = MessageFactory(recipient=li, link="")

    assert inbox.post(reverse("message_open", args=[message.pk]))["Location"] == "/messages/"


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_message_of_somebody_else_is_not_there(inbox, pk):
    other = MessageFactory()

    for number in (other.pk, pk):
        assert inbox.post(reverse("message_open", args=[number])).status_code == 404
    assert Message.objects.unread().count() == 1


def test_all_that_the_page_knew_of_are_read_and_what_came_meanwhile_is_not(inbox, li):
    MessageFactory.create_batch(2, recipient=li)
    page = inbox.get(reverse("message_list")).content.decode()
    until = re.search(r'name="until" value="(\d+)"', page)[1]
    late, foreign = MessageFactory(recipient=li), MessageFactory()

    inbox.post(reverse("message_read_all"), {"until": until})

    assert {each.pk for each in Message.objects.unread()} == {late.pk, foreign.pk}


@pytest.mark.parametrize("until", ["", "x", "-1", "²", "9" * 40])
def test_nonsense_in_the_form_is_no_error(inbox, li, until):
    MessageFactory(recipient=li)

    assert inbox.post(reverse("message_read_all"), {"until": until}).status_code == 302


def test_markup_in_a_message_is_text(inbox, li):
    MessageFactory(recipient=li, title="<b>甲</b>", text="<script>")

    page = inbox.get(reverse("message_list")).content.decode()

    assert "&lt;b&gt;甲&lt;/b&gt;" in page
    assert "<script>" not in page.replace("<script src", "")


def test_choices_show_everything_wanted_until_refused(inbox):
    page = inbox.get(reverse("message_choices")).content.decode()

    assert re.findall(r'value="([a-z]+-[a-z]+)" checked', page) == [
        "applications-email", "applications-sms", "alerts-email", "work-email", "work-sms",
    ]  # fmt: skip


def test_choices_are_kept_as_they_were_ticked(inbox, li):
    url = reverse("message_choices")

    for ticked in (["applications-sms", "work-email"], ["alerts-email"]):
        assert inbox.post(url, {"wanted": [*ticked, "nonsense", "account-sms"]}).status_code == 302
        page = inbox.get(url + "?saved=1").content.decode()
        assert re.findall(r'value="([a-z]+-[a-z]+)" checked', page) == ticked
        assert "已保存。" in page
    assert not Refusal.objects.filter(topic=Topic.ACCOUNT).exists()


def test_choices_of_others_and_those_not_offered_are_left_alone(inbox, li):
    Refusal.objects.create(user=UserFactory(), topic="alerts", channel="email")
    Refusal.objects.create(user=li, topic="fairs", channel="email")

    inbox.post(reverse("message_choices"), {"wanted": []})

    assert Refusal.objects.filter(topic="alerts", channel="email").count() == 2

    inbox.post(reverse("message_choices"), {"wanted": ["alerts-email", "fairs-email"]})

    assert Refusal.objects.filter(topic="alerts", channel="email").count() == 1
    assert Refusal.objects.filter(user=li, topic="fairs").count() == 1


def test_scanner_that_follows_the_link_unsubscribes_nobody(client, li):
    link = reverse("unsubscribe", args=[token_of(Ask(li.pk, Topic.ALERTS, Channel.EMAIL))])

    page = client.get(link)

    assert "确认退订" in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")
    assert not Refusal.objects.exists()


def test_button_unsubscribes_without_a_session_and_again_changes_nothing(li):
    client = Client(enforce_csrf_checks=True)
    link = reverse("unsubscribe", args=[token_of(Ask(li.pk, Topic.ALERTS, Channel.EMAIL))])

    for _ in range(2):
        # What an e-mail program posts by itself (RFC 8058).
        done = client.post(link, {"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
        assert "已退订" in done.content.decode()
    refusal = Refusal.objects.get()
    assert (refusal.user_id, refusal.topic, refusal.channel) == (li.pk, "alerts", "email")


@pytest.mark.parametrize(
    "token",
    ["x", signing.dumps([1, "alerts", "email"]), signing.dumps([1, "a"], salt=SALT)],
    ids=["unsigned", "signed for something else", "too short"],
)
def test_link_that_this_site_did_not_make_is_refused(client, token):
    answer = client.post(reverse("unsubscribe", args=[token]))

    assert answer.status_code == 404
    assert "这个退订链接无效" in answer.content.decode()
    assert not Refusal.objects.exists()


def test_link_of_somebody_who_is_gone_is_no_error(client):
    gone = token_of(Ask(999_999, Topic.ALERTS, Channel.EMAIL))

    assert client.post(reverse("unsubscribe", args=[gone])).status_code == 200
    assert not Refusal.objects.exists()


def test_messages_about_ones_account_have_no_such_link(li):
    assert link_of(Ask(li.pk, Topic.ACCOUNT, Channel.EMAIL)) == ""


def test_public_page_costs_a_person_no_query_for_their_messages(client, li):
    MessageFactory(recipient=li)
    client.force_login(li)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("posting_list")).content.decode()

    assert asked.captured_queries
    assert not [each for each in asked.captured_queries if "outbox_" in each["sql"]]
    assert 'data-unread="/messages/unread/" aria-label="消息" hidden' in page


def test_privacy_page_says_what_is_kept_of_messages_and_how_long(client):
    page = client.get(reverse("privacy")).content.decode()

    assert SIGNED_IN in page
    assert KEPT.days == 365
    assert "只有您自己能看，保存一年后删除" in page
