"""我的资料 rests on a consent: asked for once, recorded, withdrawn with effect at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobs.actions import applicants, erasure, resumes
from jobs.models import Applicant, Resume
from tests.agreeing import ticked
from tests.factories import LookFactory, NoticeFactory, SeekerFactory, UserFactory
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
    client.post(STEP, {"name": "李四", "agreed": ticked("profile")})

    assert Consent.objects.get().notice == notice
    assert Applicant.objects.get().name == "李四"
    for url in (STEP, RESUME):
        assert 'name="agreed"' not in client.get(url).content.decode()
    assert client.post(RESUME, {"file": file()}).status_code == 302
    assert Resume.objects.exists()

    NoticeFactory(kind="profile", version=2)
    assert 'name="agreed"' in client.get(STEP).content.decode()


def test_refused_values_and_files_record_no_consent(client, notice):
    client.post(STEP, {"birth_year": "2025", "agreed": ticked("profile")})
    client.post(
        RESUME, {"file": SimpleUploadedFile("a.pdf", b"<html>"), "agreed": ticked("profile")}
    )

    assert not Consent.objects.exists()


@pytest.mark.parametrize("url", [STEP, RESUME])
def test_nothing_is_asked_before_there_is_a_notice(client, url):
    for answer in (
        client.get(url),
        client.post(url, {"name": "李四", "agreed": ticked("profile")}),
    ):
        assert (answer.status_code, "求职资料告知" in answer.content.decode()) == (503, True)
    assert not Applicant.objects.exists()


def test_withdrawn_consent_takes_everything_out_at_once(client, user, notice):
    client.post(STEP, {"name": "李四", "birth_year": "1995", "agreed": ticked("profile")})
    client.post(RESUME, {"file": file()})
    page = reverse("account_consents")
    assert "撤回后，资料、简历文件和身份认定马上删除" in client.get(page).content.decode()

    withdraw = reverse("account_consent_withdraw", args=[Consent.objects.get().pk])
    for _ in range(2):
        assert client.post(withdraw)["Location"] == page

    assert not Applicant.objects.exists()
    assert not Resume.objects.exists()
    assert Consent.objects.get().withdrawn_at
    assert "马上删除" not in client.get(page).content.decode()
    assert 'name="agreed"' in client.get(STEP).content.decode()


@pytest.mark.parametrize("url", [STEP, RESUME])
def test_nobody_agrees_to_a_version_that_they_were_not_shown(client, notice, url):
    shown = ticked("profile")
    NoticeFactory(kind="profile", version=2, title="求职资料告知")

    def sent(value):
        return client.post(url, {"name": "李四", "file": file(), "agreed": value})

    for value in (shown, "on"):
        answer = sent(value).content.decode()
        assert "内容刚刚更新，请看一遍再勾选。" in answer
        assert "checked" not in answer.split('name="agreed"')[1].split(">")[0]
    assert (Consent.objects.count(), Applicant.objects.count()) == (0, 0)

    assert sent(ticked("profile")).status_code == 302
    assert Consent.objects.get().notice.version == 2


def just_before_saving(monkeypatch, act):
    """What another request does between this one's look at the consent and its write."""
    acts = [act]

    def interrupted(save):
        def saved(**what):
            if acts:
                acts.pop()()
            return save(**what)

        return saved

    for module, name in ((resumes, "put_in"), (applicants, "save_own")):
        monkeypatch.setattr(module, name, interrupted(getattr(module, name)))


def withdraw(user):
    erasure.withdraw_profile(consent=Consent.objects.in_force().get(), by=user)


def new_version(_user):
    NoticeFactory(kind="profile", version=2, title="求职资料告知")


@pytest.mark.parametrize("event", [withdraw, new_version])
@pytest.mark.parametrize("url", [STEP, RESUME])
def test_consent_that_ends_while_one_saves_is_asked_for_again(
    client, user, notice, monkeypatch, url, event
):
    consents.agree(user=user, notice=notice)
    just_before_saving(monkeypatch, lambda: event(user))

    answer = client.post(url, {"name": "李四", "file": file()})

    assert "请先阅读并同意求职资料告知" in answer.content.decode()
    assert (Applicant.objects.count(), Resume.objects.count()) == (0, 0)
    if url == STEP:
        assert 'value="李四"' in answer.content.decode()


@pytest.mark.parametrize("url", [STEP, RESUME])
def test_version_that_comes_while_one_agrees_is_asked_for(client, user, notice, monkeypatch, url):
    just_before_saving(monkeypatch, lambda: new_version(user))

    answer = client.post(url, {"name": "李四", "file": file(), "agreed": ticked("profile")})

    assert "内容刚刚更新" in answer.content.decode()
    assert (Applicant.objects.count(), Consent.objects.count()) == (0, 0)


def test_consent_that_is_back_by_then_lets_it_be_saved(client, user, notice, monkeypatch):
    consents.agree(user=user, notice=notice)

    def blink():
        raise consents.ConsentNeededError

    just_before_saving(monkeypatch, blink)

    assert client.post(RESUME, {"file": file()}).status_code == 302
    assert bytes(Resume.objects.get().content) == PDF


@pytest.mark.parametrize("url", [STEP, RESUME])
def test_nothing_is_written_for_an_account_that_is_deleted_meanwhile(
    client, user, notice, monkeypatch, url
):
    consents.agree(user=user, notice=notice)
    seeker = SeekerFactory(user=user)
    LookFactory(applicant=seeker)
    just_before_saving(monkeypatch, lambda: erasure.delete_everything(by=user))

    assert client.post(url, {"name": "李四", "file": file()}).status_code == 403

    frozen = Applicant.objects.get()
    assert (frozen.name, frozen.phone) == ("", None)
    assert not Resume.objects.exists()


def test_stale_page_says_that_nothing_more_was_deleted(client, user, notice):
    first = consents.agree(user=user, notice=notice)
    withdraw_first = reverse("account_consent_withdraw", args=[first.pk])
    client.post(withdraw_first, follow=True)
    client.post(STEP, {"name": "李四", "agreed": ticked("profile")})

    page = client.post(withdraw_first, follow=True).content.decode()

    assert "这项同意早已撤回，没有再删除什么。" in page
    assert "已删除。" not in page
    assert Applicant.objects.get().name == "李四"


def test_nobody_withdraws_for_another(client, notice):
    consent = consents.agree(user=SeekerFactory().user, notice=notice)

    with pytest.raises(Consent.DoesNotExist):
        erasure.withdraw_profile(consent=consent, by=UserFactory())
    assert client.post(reverse("account_consent_withdraw", args=[consent.pk])).status_code == 404
    assert Applicant.objects.exists()
