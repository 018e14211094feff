"""My résumé file: mine alone, an attachment and nothing else, given only where I agreed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobs.actions import applications, resumes
from jobs.models import Look, Resume
from tests.factories import NoticeFactory, PostingFactory, SeekerFactory, UserFactory
from tests.jobs.test_resume_files import PDF
from tongwulang.accounts.actions import consents

pytestmark = pytest.mark.django_db

PAGE = "resume_detail"


@pytest.fixture
def seeker():
    return SeekerFactory()


@pytest.fixture
def client(client, seeker):
    """Of somebody who has agreed to the notice on the profile."""
    consents.agree(user=seeker.user, notice=NoticeFactory(kind="profile"))
    client.force_login(seeker.user)
    return client


def sent(client, content=PDF, name="简历.pdf"):
    return client.post(reverse(PAGE), {"file": SimpleUploadedFile(name, content)})


def test_file_is_kept_and_named_by_what_it_is(client, seeker):
    answer = sent(client, name="../../我的 简历.docx")

    assert answer["Location"] == reverse(PAGE)
    resume = Resume.objects.get()
    assert (resume.applicant, resume.file_name) == (seeker, "我的 简历.pdf")
    assert "我的 简历.pdf" in client.get(reverse(PAGE)).content.decode()


def test_second_file_takes_the_place_of_the_first(client):
    sent(client)
    sent(client, PDF + b"%%EOF\n", "新的.pdf")

    assert Resume.objects.get().file_name == "新的.pdf"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"<html>", "只收 PDF"), (b"x" * (5 << 20) + b"x", "5 MB")],
    ids=["page", "large"],
)
def test_bad_file_is_refused_and_the_good_one_stays(client, content, complaint):
    sent(client)
    answer = sent(client, content)

    assert complaint in answer.content.decode()
    assert bytes(Resume.objects.get().content) == PDF


def test_without_a_file_it_is_said_so(client):
    assert "请先选择文件" in client.post(reverse(PAGE)).content.decode()


def test_newcomer_can_begin_with_a_file(client):
    user = UserFactory()
    consents.agree(user=user, notice=NoticeFactory(kind="profile"))
    client.force_login(user)
    sent(client)

    assert Resume.objects.get().applicant.user == user


def assert_is_attachment(answer, name):
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert name in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]


def test_own_file_comes_as_an_attachment(client):
    sent(client, name="cv.pdf")

    assert_is_attachment(client.post(reverse("resume_download")), 'filename="cv.pdf"')


def test_taking_it_out_leaves_nothing_and_again_is_the_same(client):
    sent(client)
    for _ in range(2):
        assert client.post(reverse("resume_delete")).status_code == 302

    assert Resume.objects.count() == 0
    assert client.post(reverse("resume_download")).status_code == 404


def test_file_of_somebody_else_is_out_of_reach(client):
    resumes.put_in(
        by=UserFactory(), file_name="a.pdf", content=PDF, agreed=NoticeFactory(kind="profile")
    )
    client.post(reverse("resume_delete"))

    assert client.post(reverse("resume_download")).status_code == 404
    assert Resume.objects.count() == 1


@pytest.fixture
def applied(seeker):
    """An application to an employer of 廊坊 with the résumé or without it."""

    def make(*fields):
        resumes.put_in(
            by=seeker.user, file_name="cv.pdf", content=PDF, agreed=NoticeFactory(kind="profile")
        )
        return applications.apply(
            applicant=seeker,
            posting=PostingFactory(),
            fields=["name", "phone", *fields],
            notice=NoticeFactory(kind="application"),
            by=seeker.user,
        )

    return make


def asked_for(client, application):
    url = reverse("admin:jobs_application_change", args=[application.pk])
    return client.post(url, {"step": "resume"})


def test_organizer_gets_what_was_given_and_every_download_is_recorded(
    client, applied, langfang_organizer
):
    application = applied("resume")
    client.force_login(langfang_organizer)
    for _ in range(2):
        assert_is_attachment(asked_for(client, application), "cv.pdf")

    assert Look.objects.filter(by=langfang_organizer).count() == 2


def test_nobody_gets_what_was_not_given_or_was_taken_back(client, applied, langfang_organizer):
    without, taken_back = applied(), applied("resume")
    applications.withdraw_application(application=taken_back, by=taken_back.applicant.user)
    client.force_login(langfang_organizer)

    assert [asked_for(client, one).status_code for one in (without, taken_back)] == [403, 403]
    assert Look.objects.count() == 0


def test_apply_page_offers_to_leave_it_out(client):
    sent(client, name="cv.pdf")
    NoticeFactory(kind="application")
    page = client.get(reverse("posting_apply", args=[PostingFactory().pk]))

    assert ("resume", "简历文件") in page.context["form"].fields["leave_out"].choices
    assert "cv.pdf" in page.content.decode()
