"""企业工作台: answers, as the table of steps has them, and what the seeker hears."""

import pytest

from jobs.choices import ApplicationStatus as S
from tests.jobs.views.received.desk import PHONE, done, html_of, page
from tongwulang.outbox.models import Message

pytestmark = pytest.mark.django_db


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
