"""Posts in the admin: drafts are edited, the rest is proposed; states move only by actions."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobs.admin.postings import PostingAdmin
from jobs.models import Employer, Posting, PostingRevision
from jobs.models.posting_revision import revisable_fields
from tests.factories import (
    DraftFactory,
    EmployerFactory,
    MajorFactory,
    ParticipationFactory,
    PostingFactory,
    PostingRevisionFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _logged_in(client, langfang_organizer):
    client.force_login(langfang_organizer)


def posted(posting, **changes):
    """What the browser sends when the form is saved with these changes."""
    values = {
        "employer": posting.employer_id,
        "title": posting.title,
        "industry": posting.industry_id,
        "employment_type": posting.employment_type,
        "headcount": posting.headcount,
        "duties": posting.duties,
        "base_pay": posting.base_pay,
        "salary_min": posting.salary_min,
        "salary_max": posting.salary_max,
        "salary_months": posting.salary_months,
        "experience_min": posting.experience_min,
        "skills": "\n".join(posting.skills),
        "region": posting.region_id,
        "expires_on": posting.expires_on.isoformat(),
        **untouched("revisions"),
    }
    return {**values, **changes}


def untouched(*inlines):
    """What the browser sends for rows below the form that one only looks at."""
    parts = ("TOTAL", "INITIAL")
    return {f"{inline}-{part}_FORMS": 0 for inline in inlines for part in parts}


def save(client, posting, **changes):
    url = reverse("admin:jobs_posting_change", args=[posting.pk])
    answer = client.post(url, posted(posting, **changes))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return answer


def run(client, model, action, *rows, **asked):
    """The messages that the action left on its list; `asked` is what it asks for before it acts."""
    answer = client.post(
        reverse(f"admin:jobs_{model}_changelist"),
        {"action": action, "_selected_action": [row.pk for row in rows], **asked},
        follow=True,
    )
    return [str(message) for message in answer.context["messages"]]


def test_draft_is_edited_at_once(client):
    draft, major = DraftFactory(), MajorFactory()

    save(client, draft, title="电工", majors=[major.pk])

    draft.refresh_from_db()
    assert draft.title == "电工"
    assert list(draft.majors.all()) == [major]
    assert not PostingRevision.objects.exists()


def test_edit_of_a_public_post_waits(client, langfang_organizer):
    posting, major = PostingFactory(title="车工"), MajorFactory()

    answer = save(client, posting, title="电工", majors=[major.pk])

    posting.refresh_from_db()
    assert posting.title == "车工"
    assert not posting.majors.exists()
    revision = PostingRevision.objects.get()
    assert revision.values == {"title": "电工", "majors": [major.pk]}
    assert revision.proposed_by == langfang_organizer
    assert [str(m) for m in get_messages(answer.wsgi_request)] == ["修改已提交，审核通过后生效。"]


def test_skills_are_typed_one_a_line(client):
    draft = DraftFactory(skills=["焊接"])

    save(client, draft, skills="编程\r\n\r\n  首件检验 \r\n编程")
    draft.refresh_from_db()
    assert draft.skills == ["编程", "首件检验"]

    url = reverse("admin:jobs_posting_change", args=[draft.pk])
    answer = client.post(url, posted(draft, skills="焊" * 41))
    assert answer.context["adminform"].form.errors == {
        "skills": [f"“{'焊' * 41}”应为 1 至 40 个字的文字。"]
    }


def test_form_asks_for_every_field_that_may_be_revised():
    asked = {name for _, section in PostingAdmin.fieldsets for name in section["fields"]}

    assert asked >= set(revisable_fields())


def test_employer_of_a_post_cannot_be_changed(client):
    posting, other = DraftFactory(), EmployerFactory()

    save(client, posting, employer=other.pk)

    assert Posting.objects.get().employer_id == posting.employer_id


def test_state_moves_by_actions_and_refusals_are_named(client):
    ready, lacking = DraftFactory(), DraftFactory(title="电工", headcount=None)

    assert run(client, "posting", "submit", ready, lacking) == [
        "“电工”不能提交：缺少招聘人数。",
        "已处理 1 条。",
    ]
    assert run(client, "posting", "publish", ready) == ["已处理 1 条。"]
    assert list(Posting.objects.published()) == [ready]
    assert run(client, "posting", "close", ready) == []
    assert list(Posting.objects.published()) == [ready]
    assert run(client, "posting", "close", ready, confirmed="yes") == ["已处理 1 条。"]
    assert list(Posting.objects.published()) == []


def test_revision_is_applied_and_rejected_from_its_list(client):
    applied = PostingRevisionFactory(values={"headcount": 9})
    rejected = PostingRevisionFactory(values={"headcount": 8})

    assert run(client, "postingrevision", "apply", applied) == ["已处理 1 条。"]
    said = {"confirmed": "yes", "reason": "人数有误"}
    assert run(client, "postingrevision", "reject", rejected, **said) == ["已处理 1 条。"]

    assert set(Posting.objects.values_list("headcount", flat=True)) == {9, 3}
    assert not PostingRevision.objects.waiting().exists()
    rejected.refresh_from_db()
    assert rejected.note == "人数有误"


def test_reviewer_is_asked_for_a_reason_and_sends_the_post_back(client):
    posting = DraftFactory(title="电工", status="pending")

    assert run(client, "posting", "send_back", posting) == []
    assert run(client, "posting", "send_back", posting, confirmed="yes", reason=" ") == []
    posting.refresh_from_db()
    assert posting.status == "pending"
    said = {"confirmed": "yes", "reason": "请写明班次"}
    assert run(client, "posting", "send_back", posting, **said) == ["已处理 1 条。"]

    posting.refresh_from_db()
    assert (posting.status, posting.review_note) == ("draft", "请写明班次")


def test_saving_without_a_change_says_so(client):
    answer = save(client, PostingFactory())

    assert [str(m) for m in get_messages(answer.wsgi_request)] == ["没有改动，无须审核。"]
    assert not PostingRevision.objects.exists()


def test_revision_reads_as_a_comparison_in_words(client):
    posting = PostingFactory(region=RegionFactory(), for_veterans=False)
    RegionFactory(code="131082")
    MajorFactory()
    revision = PostingRevisionFactory(
        posting=posting,
        values={"region": "131082", "for_veterans": True, "majors": ["B0802"], "shift": "day"},
    )

    text = client.get(
        reverse("admin:jobs_postingrevision_change", args=[revision.pk])
    ).content.decode()
    text = re.sub(' class="[^"]*"', "", text)

    for row in (
        "<tr><th>工作地区</th><td>广阳区</td><td>三河市</td></tr>",
        "<tr><th>退役军人优先</th><td>否</td><td>是</td></tr>",
        "<tr><th>专业</th><td>—</td><td>机械类</td></tr>",
        "<tr><th>班次</th><td>—</td><td>白班</td></tr>",
    ):
        assert row in text


def test_changed_facts_end_a_verification_and_hide_the_posts(client):
    posting = PostingFactory()
    employer = posting.employer
    url = reverse("admin:jobs_employer_change", args=[employer.pk])
    values = {
        "uscc": employer.uscc,
        "nature": employer.nature,
        "size": employer.size,
        "region": employer.region_id,
        "organization": employer.organization_id,
        **untouched("postings", "participations"),
    }

    client.post(url, {**values, "name": employer.name, "address": "新址 1 号"})
    assert list(Posting.objects.published()) == [posting]
    client.post(url, {**values, "name": "换了名字的单位"})

    employer.refresh_from_db()
    assert employer.status == "unverified"
    assert list(Posting.objects.published()) == []


def test_employer_is_verified_and_suspended_from_its_list(client, langfang_organizer):
    employer = EmployerFactory(unverified=True)

    run(client, "employer", "verify", employer)
    assert Employer.objects.get().verified_by == langfang_organizer
    run(client, "employer", "suspend", employer, confirmed="yes")
    assert Employer.objects.get().status == "suspended"


def test_participation_is_decided_from_its_list(client):
    participation = ParticipationFactory(status="applied")

    run(client, "participation", "waitlist", participation)
    run(client, "participation", "accept", participation)

    participation.refresh_from_db()
    assert participation.status == "accepted"


@pytest.mark.parametrize("model", ["posting", "employer", "participation", "postingrevision"])
def test_records_are_never_deleted(client, model, platform_admin):
    row = PostingRevisionFactory() if model == "postingrevision" else None
    row = (
        row
        or {
            "posting": PostingFactory,
            "employer": EmployerFactory,
            "participation": ParticipationFactory,
        }[model]()
    )
    client.force_login(platform_admin)

    url = reverse(f"admin:jobs_{model}_delete", args=[row.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403


def test_page_of_a_list_reads_no_long_texts(client, monkeypatch):
    monkeypatch.setattr(PostingAdmin, "list_per_page", 1)
    PostingFactory()
    PostingFactory()

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("admin:jobs_posting_changelist"))

    (listed,) = [one["sql"] for one in asked if '"jobs_posting"."title"' in one["sql"]]
    long = ("search", "duties", "requirements", "introduction")
    assert [name for name in long if f'."{name}"' in listed] == []
