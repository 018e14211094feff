"""我的资料 rests on a consent: asked for once, recorded, withdrawn with effect at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobs.actions import applications, erasure
from jobs.models import Applicant, Resume
from tests.factories import (
    EducationFactory,
    NoticeFactory,
    OccupationFactory,
    PostingFactory,
    ResumeFactory,
    SeekerFactory,
    UserFactory,
)
from tests.jobs.test_resume_files import PDF
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent

pytestmark = pytest.mark.django_db

STEP = reverse("profile_edit", args=["person"])
RESUME = reverse("resume_detail")


@pytest.fixture
def notice():
    return NoticeFactory(kind="profile", title="求职资料告知")


@pytest.fixture
def user():
    return UserFactory(name="")


@pytest.fixture
def client(client, user):
    client.force_login(user)
    return client


def file():
    return SimpleUploadedFile("简历.pdf", PDF)


@pytest.mark.parametrize("url", [STEP, RESUME])
def test_nothing_is_kept_without_the_box(client, notice, url):
    shown = client.get(url).content.decode()
    assert "求职资料告知" in shown
    assert "checked" not in shown.split('name="agreed"')[1].split(">")[0]

    answer = client.post(url, {"name": "李四", "file": file()})

    assert "请先阅读并同意求职资料告知" in answer.content.decode()
    assert not Applicant.objects.exists()
    assert not Consent.objects.exists()


def test_consent_is_recorded_with_what_it_is_for_and_asked_for_once_a_version(client, user, notice):
    client.post(STEP, {"name": "李四", "agreed": "on"})

    assert Consent.objects.get().notice == notice
    assert Applicant.objects.get().name == "李四"
    for url in (STEP, RESUME):
        assert 'name="agreed"' not in client.get(url).content.decode()
    assert client.post(RESUME, {"file": file()}).status_code == 302
    assert Resume.objects.exists()

    NoticeFactory(kind="profile", version=2)
    assert 'name="agreed"' in client.get(STEP).content.decode()


def test_refused_values_and_files_record_no_consent(client, notice):
    client.post(STEP, {"birth_year": "2025", "agreed": "on"})
    client.post(RESUME, {"file": SimpleUploadedFile("a.pdf", b"<html>"), "agreed": "on"})

    assert not Consent.objects.exists()


@pytest.mark.parametrize("url", [STEP, RESUME])
def test_nothing_is_asked_before_there_is_a_notice(client, url):
    for answer in (client.get(url), client.post(url, {"name": "李四", "agreed": "on"})):
        assert (answer.status_code, "求职资料告知" in answer.content.decode()) == (503, True)
    assert not Applicant.objects.exists()


def test_withdrawn_consent_takes_everything_out_at_once(client, user, notice):
    client.post(STEP, {"name": "李四", "birth_year": "1995", "agreed": "on"})
    client.post(RESUME, {"file": file()})
    page = reverse("account_consents")
    assert "撤回后，资料和简历文件马上删除" in client.get(page).content.decode()

    withdraw = reverse("account_consent_withdraw", args=[Consent.objects.get().pk])
    for _ in range(2):
        assert client.post(withdraw)["Location"] == page

    assert not Applicant.objects.exists()
    assert not Resume.objects.exists()
    assert Consent.objects.get().withdrawn_at
    assert "马上删除" not in client.get(page).content.decode()
    assert 'name="agreed"' in client.get(STEP).content.decode()


def test_open_application_keeps_the_name_and_the_phone_alone(notice):
    seeker = SeekerFactory(education=EducationFactory(), skills=["焊接"], wanted_pay=6000)
    seeker.wanted_occupations.add(OccupationFactory())
    ResumeFactory(applicant=seeker)
    consent = consents.agree(user=seeker.user, notice=notice)
    application = applications.apply(
        applicant=seeker, posting=PostingFactory(), fields=["name", "phone", "education"],
        notice=NoticeFactory(kind="application"), by=seeker.user,
    )  # fmt: skip
    name, phone = seeker.name, seeker.phone

    erasure.withdraw_profile(consent=consent, by=seeker.user)

    seeker.refresh_from_db()
    assert (seeker.name, seeker.phone, seeker.frozen_at) == (name, phone, None)
    assert (seeker.education, seeker.skills, seeker.wanted_pay, seeker.birth_year) == (
        None, [], None, None,
    )  # fmt: skip
    assert not seeker.wanted_occupations.exists()
    assert not Resume.objects.exists()
    application.refresh_from_db()
    assert application.is_open
    given = application.disclosures.get().given()
    assert "焊接" not in str(given)


def test_nobody_withdraws_for_another(client, notice):
    consent = consents.agree(user=SeekerFactory().user, notice=notice)

    with pytest.raises(Consent.DoesNotExist):
        erasure.withdraw_profile(consent=consent, by=UserFactory())
    assert client.post(reverse("account_consent_withdraw", args=[consent.pk])).status_code == 404
    assert Applicant.objects.exists()
