"""企业工作台: an employer's members see what was given to it, leave a trace, and answer."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from jobs.actions import applications, employers, erasure, resumes, wishlists
from jobs.choices import ApplicationStatus as S
from jobs.models import Look
from jobs.models.look import LASTS
from tests.factories import (
    ApplicationFactory,
    EducationFactory,
    EmployerFactory,
    EmployerMemberFactory,
    NoticeFactory,
    PostingFactory,
    RetentionRuleFactory,
    SeekerFactory,
    UserFactory,
)
from tests.jobs.test_resume_files import PDF
from tongwulang.outbox.models import Message

pytestmark = pytest.mark.django_db

NAME, PHONE = "欧阳建国", "138 0013 8000"
LIST = reverse("received_list")


@pytest.fixture
def posting():
    return PostingFactory(title="数控车工")


@pytest.fixture
def member(posting):
    return EmployerMemberFactory(employer=posting.employer)


@pytest.fixture
def client(client, member):
    client.force_login(member.user)
    return client


def applied(posting, seeker=None, fields=("name", "phone")):
    seeker = seeker or SeekerFactory()
    return applications.apply(
        applicant=seeker,
        posting=posting,
        fields=fields,
        notice=NoticeFactory(kind="application"),
        by=seeker.user,
    )


@pytest.fixture
def application(posting):
    return applied(posting)


def page(client, application):
    return client.get(reverse("received_detail", args=[application.pk]))


def html_of(client, application):
    return page(client, application).content.decode()


def done(client, act, application, **values):
    return client.post(reverse(f"received_{act}", args=[application.pk]), values)


def listed(client, **query):
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return [one.pk for one in answer.context["page"]]


def is_gone(client, application):
    """Neither in any list nor to be opened, answered or downloaded."""
    return listed(client, status="all") == [] and {
        page(client, application).status_code,
        done(client, "open", application).status_code,
        done(client, "resume", application).status_code,
        done(client, "answer", application, status="declined", reason="pay").status_code,
    } == {404}


def test_looking_at_list_and_page_opens_nothing(client, application):
    pages = client.get(LIST).content.decode() + html_of(client, application)
    application.refresh_from_db()

    assert [text in pages for text in (NAME, PHONE, "数控车工", "姓名、手机号")] == [
        False, False, True, True,
    ]  # fmt: skip
    assert (application.status, Look.objects.count()) == (S.SUBMITTED, 0)


def test_opening_is_recorded_for_the_employer_shows_what_was_given_and_counts_as_viewed(
    client, application, member
):
    answer = done(client, "open", application)
    application.refresh_from_db()
    look = Look.objects.get()

    assert answer["Location"] == application.get_received_url()
    assert (look.by, look.applicant, look.capacity) == (
        member.user,
        application.applicant,
        member.employer.name,
    )
    assert application.status == S.VIEWED
    shown = html_of(client, application)
    assert (NAME in shown, PHONE in shown) == (True, True)


def test_only_what_was_agreed_to_is_shown(client, posting):
    seeker = SeekerFactory(education=EducationFactory(name="大学本科"), certificates=["焊工证"])
    application = applied(posting, seeker)
    done(client, "open", application)
    shown = html_of(client, application)

    assert (NAME in shown, "大学本科" in shown, "焊工证" in shown) == (True, False, False)


def test_look_does_not_last(client, application):
    done(client, "open", application)
    with time_machine.travel(timezone.now() + LASTS, tick=False):
        assert PHONE not in html_of(client, application)


def test_every_member_sees_it_and_takes_a_look_of_their_own(client, application, posting):
    done(client, "open", application)
    colleague = EmployerMemberFactory(employer=posting.employer)
    client.force_login(colleague.user)

    assert listed(client, status="all") == [application.pk]
    assert PHONE not in html_of(client, application)
    done(client, "open", application)
    assert PHONE in html_of(client, application)


def test_member_of_two_employers_sees_both_and_looks_for_each(client, application, member):
    other = PostingFactory(title="焊工")
    EmployerMemberFactory(employer=other.employer, user=member.user)
    second = applied(other, application.applicant)
    done(client, "open", application)

    assert PHONE not in html_of(client, second)
    assert sorted(listed(client)) == [application.pk, second.pk]
    assert listed(client, employer=other.employer.pk) == [second.pk]
    assert listed(client, posting=application.posting_id) == [application.pk]


def test_look_as_a_bureau_opens_nothing_as_an_employer(client, application, langfang_organizer):
    EmployerMemberFactory(employer=application.posting.employer, user=langfang_organizer)
    client.force_login(langfang_organizer)
    client.post(reverse("admin:jobs_application_change", args=[application.pk]), {"step": "open"})

    assert PHONE not in html_of(client, application)


def test_stranger_to_the_employer_sees_nothing(client, application):
    stranger = EmployerMemberFactory()
    client.force_login(stranger.user)

    assert is_gone(client, application)
    assert Look.objects.count() == 0


def test_who_acts_for_nobody_is_told_how_to_come_in(client):
    client.force_login(UserFactory())
    answer = client.get(LIST)

    assert answer.status_code == 403
    assert "人社局" in answer.content.decode()


def test_member_who_left_loses_every_right_at_once(client, application, member):
    done(client, "open", application)
    member.left_on = timezone.localdate()
    member.save()

    assert client.get(LIST).status_code == 403
    assert page(client, application).status_code == 404
    assert done(client, "resume", application).status_code == 404


@pytest.mark.parametrize("act", [employers.suspend_employer, employers.require_verification])
def test_members_of_an_employer_that_is_not_verified_wait(
    client, application, member, langfang_organizer, act
):
    act(employer=member.employer, by=langfang_organizer)

    assert is_gone(client, application)
    assert "核验通过前，不能查看和答复" in client.get(LIST).content.decode()
    employers.verify_employer(employer=member.employer, by=langfang_organizer)
    assert listed(client) == [application.pk]


def test_suspension_of_one_employer_leaves_the_other(
    client, application, member, langfang_organizer
):
    other = EmployerMemberFactory(user=member.user, employer=EmployerFactory())
    employers.suspend_employer(employer=other.employer, by=langfang_organizer)

    assert listed(client) == [application.pk]


def test_withdrawn_consent_is_gone_at_once(client, application):
    done(client, "open", application)
    consent = application.disclosures.get().consent
    client.force_login(application.applicant.user)
    client.post(reverse("account_consent_withdraw", args=[consent.pk]))
    client.force_login(application.posting.employer.members.get().user)

    assert is_gone(client, application)


def test_withdrawn_application_is_gone_at_once(client, application):
    done(client, "open", application)
    applications.withdraw_application(application=application, by=application.applicant.user)

    assert is_gone(client, application)


@pytest.mark.parametrize("end", [None, S.DECLINED])
def test_employer_that_may_not_see_a_person_sees_nothing_at_once(client, application, member, end):
    done(client, "open", application)
    if end:
        done(client, "answer", application, status=end, reason="pay")
    wishlists.block_employer(by=application.applicant.user, employer=member.employer)

    assert is_gone(client, application)
    assert application.disclosures.in_force().count() == 0


def test_block_hides_even_what_still_has_a_consent(client, application, member):
    application.applicant.user.employer_blocks.create(employer=member.employer)

    assert is_gone(client, application)


def test_who_deleted_their_data_is_gone_at_once(client, application):
    RetentionRuleFactory()
    done(client, "open", application)
    erasure.delete_everything(by=application.applicant.user)

    assert is_gone(client, application)


def test_without_a_disclosure_there_is_nothing_to_see(client, posting):
    assert is_gone(client, ApplicationFactory(posting=posting))


def answered(client, application, status, **values):
    answer = done(client, "answer", application, status=status, **values)
    application.refresh_from_db()
    return answer.status_code, application.status


def test_answers_follow_each_other_and_the_seeker_hears_of_each(client, application, member):
    done(client, "open", application)
    for status in (S.INTERVIEW, S.OFFERED, S.HIRED):
        assert answered(client, application, status) == (302, status)

    seeker = application.applicant.user
    assert list(
        Message.objects.filter(recipient=seeker).order_by("pk").values_list("kind", flat=True)
    ) == [
        "application_viewed",
        "application_invited",
        "application_offered",
        "application_hired",
    ]
    assert set(application.steps.values_list("by", flat=True)) == {seeker.pk, member.user.pk}
    assert PHONE in html_of(client, application)


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (S.SUBMITTED, [S.DECLINED]),
        (S.VIEWED, [S.INTERVIEW, S.OFFERED, S.DECLINED]),
        (S.INTERVIEW, [S.OFFERED, S.DECLINED]),
        (S.OFFERED, [S.HIRED, S.DECLINED]),
        (S.HIRED, []),
        (S.EXPIRED, []),
    ],
)
def test_page_offers_what_may_follow(client, application, status, offered):
    application.status = status
    application.save()

    assert [answer for answer, _ in page(client, application).context["acts"]] == offered


def test_refusal_is_told_with_its_reason_and_ends_the_sight(client, application):
    done(client, "open", application)
    assert answered(client, application, S.DECLINED, reason="skills") == (302, S.DECLINED)
    shown = html_of(client, application)

    assert (PHONE in shown, "资料不再提供" in shown, "技能与岗位要求不符" in shown) == (
        False,
        True,
        True,
    )
    message = Message.objects.get(recipient=application.applicant.user, kind="application_declined")
    assert "技能与岗位要求不符" in message.text


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"status": "declined"}, "请选择未通过的理由"),
        ({"status": "declined", "reason": "sex"}, "请选择未通过的理由"),
        ({"status": "hired"}, "不能由“已投递”变为“已录用”"),
        ({"status": "withdrawn"}, "请选择答复"),
        ({}, "请选择答复"),
    ],
)
def test_bad_answer_is_refused_in_words(client, application, values, complaint):
    answer = done(client, "answer", application, **values)
    application.refresh_from_db()

    assert (answer.status_code, application.status) == (409, S.SUBMITTED)
    assert complaint in answer.content.decode()


def test_tapping_an_answer_twice_answers_once(client, application):
    done(client, "open", application)
    for _ in range(2):
        assert answered(client, application, S.INTERVIEW) == (302, S.INTERVIEW)

    assert application.steps.filter(status=S.INTERVIEW).count() == 1


def test_resume_is_an_attachment_and_every_download_a_look(client, posting):
    seeker = SeekerFactory()
    resumes.put_in(by=seeker.user, file_name="简历.pdf", content=PDF)
    seeker.refresh_from_db()
    application = applied(posting, seeker, ("name", "phone", "resume"))
    for _ in range(2):
        answer = done(client, "resume", application)
    application.refresh_from_db()

    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (Look.objects.count(), application.status) == (2, S.VIEWED)
    assert client.get(reverse("received_resume", args=[application.pk])).status_code == 405


def test_resume_that_was_not_given_is_not_there(client, application):
    resumes.put_in(by=application.applicant.user, file_name="简历.pdf", content=PDF)

    assert done(client, "resume", application).status_code == 404
    assert Look.objects.count() == 0


def test_list_says_the_day_and_puts_the_most_urgent_first(client, posting):
    later, sooner = applied(posting), applied(posting)
    sooner.answer_by -= dt.timedelta(days=3)
    sooner.save()

    assert listed(client) == [sooner.pk, later.pk]
    day = sooner.answer_by
    assert f"最晚{day.month}月{day.day}日" in client.get(LIST).content.decode()
    assert f"请在{day.month}月{day.day}日" in html_of(client, sooner)


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
