"""Actions on many rows ask first, act on own rows alone, and stand in the rows' history."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from jobs.models import Booth, Fair, Participation, Posting
from tests.factories import (
    BoothFactory,
    EmployerFactory,
    FairFactory,
    ParticipationFactory,
    PostingFactory,
    VenueFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db


def act(client, model, action, *rows, **asked):
    """The answer to the action on these rows, as its list or its page sends it."""
    values = {"action": action, "_selected_action": [row.pk for row in rows], **asked}
    return client.post(reverse(f"admin:jobs_{model}_changelist"), values)


def said(client, answer):
    page = client.get(answer["Location"])
    return [str(message) for message in page.context["messages"]]


def test_extending_asks_for_the_day_and_keeps_the_choice(client, langfang_organizer):
    first, second = PostingFactory(title="电工"), PostingFactory(title="焊工")
    later = timezone.localdate() + dt.timedelta(days=90)
    client.force_login(langfang_organizer)

    page = act(client, "posting", "extend", first, second).content.decode()
    for part in ("共 2 条", "电工", "焊工", 'name="expires_on"', 'value="extend"'):
        assert part in page
    for row in (first, second):
        assert f'name="_selected_action" value="{row.pk}"' in page
    assert set(Posting.objects.values_list("expires_on", flat=True)) == {first.expires_on}

    yesterday = timezone.localdate() - dt.timedelta(days=1)
    page = act(client, "posting", "extend", first, confirmed="yes", expires_on=yesterday)
    assert page.context["form"].errors == {"expires_on": ["新的截止日期已过。"]}

    asked = {"confirmed": "yes", "expires_on": later.isoformat()}
    answer = act(client, "posting", "extend", first, second, **asked)
    assert said(client, answer) == ["已处理 2 条。"]
    assert set(Posting.objects.values_list("expires_on", flat=True)) == {later}


def test_all_of_a_filtered_list_are_extended(client, langfang_organizer):
    for number in range(3):
        PostingFactory(title=f"焊工{number}")
    other = PostingFactory(title="会计")
    later = timezone.localdate() + dt.timedelta(days=90)
    client.force_login(langfang_organizer)
    url = reverse("admin:jobs_posting_changelist") + "?q=焊工"
    chosen = Posting.objects.exclude(pk=other.pk).first()
    values = {"action": "extend", "select_across": 1, "_selected_action": [chosen.pk]}

    page = client.post(url, values)
    assert page.context["count"] == 3
    client.post(url, {**values, "confirmed": "yes", "expires_on": later.isoformat()})

    assert list(Posting.objects.exclude(expires_on=later)) == [other]


def test_foreign_rows_are_out_of_reach(client, wuqing_organizer):
    foreign, booth = PostingFactory(), BoothFactory()
    participation = ParticipationFactory(fair=booth.zone.venue.fair)
    client.force_login(wuqing_organizer)

    act(client, "posting", "close", foreign, confirmed="yes")
    act(
        client,
        "participation",
        "assign",
        participation,
        confirmed="yes",
        place=f"venue-{booth.zone.venue_id}",
        how="in_order",
    )

    assert Posting.objects.published().get() == foreign
    assert Participation.objects.get().booth is None


def test_done_is_written_into_the_history_and_refused_is_not(client, langfang_organizer):
    open_post, closed = PostingFactory(title="电工"), PostingFactory(title="焊工", closed=True)
    client.force_login(langfang_organizer)

    answer = act(client, "posting", "close", open_post, closed, confirmed="yes")

    assert said(client, answer) == ["焊工：不能由“已关闭”变为“已关闭”。", "已处理 1 条。"]
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.get_change_message()) == (str(open_post.pk), "关闭")
    history = reverse("admin:jobs_posting_history", args=[open_post.pk])
    assert "关闭" in client.get(history).content.decode()


def test_button_on_a_row_leads_back_to_it(client, langfang_organizer):
    posting = PostingFactory()
    url = reverse("admin:jobs_posting_change", args=[posting.pk])
    client.force_login(langfang_organizer)
    assert [name for name, _ in client.get(url).context["row_actions"]] == ["extend", "close"]

    page = act(client, "posting", "close", posting, row=posting.pk)
    assert f'name="row" value="{posting.pk}"' in page.content.decode()
    answer = act(client, "posting", "close", posting, row=posting.pk, confirmed="yes")

    assert answer["Location"] == url
    assert client.get(url).context["row_actions"] == []


def test_places_are_given_to_many_and_to_one(client, langfang_organizer):
    fair = FairFactory()
    zone = ZoneFactory(venue=VenueFactory(fair=fair), code="A")
    booths = [BoothFactory(zone=zone, number=f"A{number}") for number in (1, 2, 3)]
    rows = [ParticipationFactory(fair=fair) for _ in range(2)]
    single = ParticipationFactory(fair=fair)
    client.force_login(langfang_organizer)
    asked = {"confirmed": "yes", "place": f"zone-{zone.pk}", "how": "in_order"}

    page = act(client, "participation", "assign", *rows)
    assert "booth" not in page.context["form"].fields
    assert f"{zone}，空展位 3 个" in page.content.decode()
    act(client, "participation", "assign", *rows, **asked)
    free = Booth.objects.get(participation=None)
    assert free == booths[2]
    page = act(client, "participation", "assign", single)
    assert list(page.context["form"].fields["booth"].queryset) == [free]
    act(client, "participation", "assign", single, **asked, booth=free.pk)

    assert Participation.objects.filter(booth=None).count() == 0
    assert Participation.objects.get(pk=single.pk).booth == free


def test_too_few_booths_are_said(client, langfang_organizer):
    booth = BoothFactory()
    fair = booth.zone.venue.fair
    rows = [ParticipationFactory(fair=fair, employer=EmployerFactory()) for _ in range(2)]
    client.force_login(langfang_organizer)

    answer = act(
        client,
        "participation",
        "assign",
        *rows,
        confirmed="yes",
        place=f"zone-{booth.zone_id}",
        how="in_order",
    )

    assert said(client, answer) == ["只有 1 个空展位，不够 2 家使用；没有改动。"]


def test_employers_of_two_fairs_are_not_placed_together(client, langfang_organizer):
    client.force_login(langfang_organizer)

    answer = act(client, "participation", "assign", ParticipationFactory(), ParticipationFactory())

    assert said(client, answer) == ["所选单位参加的不是同一场招聘会，请先按招聘会筛选。"]


def test_platform_admin_copies_a_fair_and_lands_on_the_copy(client, platform_admin):
    fair = FairFactory(name="2026年春季专场", slug="spring-2026", year=2026)
    BoothFactory(zone=ZoneFactory(venue=VenueFactory(fair=fair)))
    client.force_login(platform_admin)

    form = act(client, "fair", "copy_to_next_year", fair).context["form"]
    proposed = {name: form[name].value() for name in ("year", "name", "slug")}
    assert proposed == {"year": 2027, "name": "2027年春季专场", "slug": "spring-2027"}
    answer = act(client, "fair", "copy_to_next_year", fair, confirmed="yes", **proposed)

    copy = Fair.objects.get(year=2027)
    assert answer["Location"] == reverse("admin:jobs_fair_change", args=[copy.pk])
    assert (copy.status, copy.venues.count()) == ("draft", 1)


def test_organizers_do_not_copy_fairs(client, langfang_organizer):
    fair = FairFactory()
    client.force_login(langfang_organizer)

    asked = {"confirmed": "yes", "year": 2027, "name": "别的", "slug": "other"}
    act(client, "fair", "copy_to_next_year", fair, **asked)

    assert list(Fair.objects.all()) == [fair]


def test_booths_are_added_to_a_zone_from_its_page(client, platform_admin):
    zone = ZoneFactory(code="B")
    client.force_login(platform_admin)

    act(client, "zone", "add_booths", zone, row=zone.pk, confirmed="yes", first=1, last=12)

    assert zone.booths.count() == 12
    assert zone.booths.filter(number="B12").exists()
