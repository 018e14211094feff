"""企业工作台: an employer's members see what was given to it, and leave a trace."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from jobs.actions import resumes
from jobs.choices import ApplicationStatus as S
from jobs.models import Look, Resume
from jobs.models.look import LASTS
from tests.agreeing import profile_notice
from tests.factories import (
    EducationFactory,
    EmployerMemberFactory,
    PostingFactory,
    ResumeFactory,
    SeekerFactory,
)
from tests.jobs.test_resume_files import PDF
from tests.jobs.views.received.desk import (
    LIST,
    NAME,
    PHONE,
    applied,
    done,
    html_of,
    listed,
)

pytestmark = pytest.mark.django_db


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


def test_resume_is_an_attachment_and_every_download_a_look(client, posting):
    seeker = SeekerFactory()
    resumes.put_in(by=seeker.user, file_name="简历.pdf", content=PDF, agreed=profile_notice())
    seeker.refresh_from_db()
    application = applied(posting, seeker, ("name", "phone", "resume"))
    for _ in range(2):
        answer = done(client, "resume", application)
    application.refresh_from_db()

    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (Look.objects.count(), application.status) == (2, S.VIEWED)
    assert client.get(reverse("received_resume", args=[application.pk])).status_code == 405


def test_resume_that_was_deleted_since_is_said_to_be_gone(client, posting):
    seeker = SeekerFactory()
    ResumeFactory(applicant=seeker)
    application = applied(posting, seeker, fields=["name", "phone", "resume"])
    assert "姓名、手机号、简历文件。" in html_of(client, application)
    done(client, "open", application)
    assert "下载简历文件" in html_of(client, application)

    Resume.objects.all().delete()

    # The page was open: its button leads back.
    answer = done(client, "resume", application)
    assert answer["Location"] == application.get_received_url()
    shown = html_of(client, application)
    assert ("下载简历文件" in shown, "求职者已删除简历文件" in shown) == (False, True)
    Look.objects.all().delete()
    assert "姓名、手机号。" in html_of(client, application)


def test_resume_that_was_not_given_is_not_there(client, application):
    resumes.put_in(
        by=application.applicant.user,
        file_name="简历.pdf",
        content=PDF,
        agreed=profile_notice(),
    )

    assert done(client, "resume", application).status_code == 404
    assert Look.objects.count() == 0
