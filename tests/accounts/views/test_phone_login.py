"""Phone and code on one screen: signing up and logging in."""

import time

import pytest
import time_machine
from django.urls import reverse

from tests.accounts.conftest import PHONE
from tests.accounts.views.phone_screen import LOGIN, TYPED, ask, enter, is_in, log_in
from tests.agreeing import ticked
from tests.conftest import ProvedClient
from tests.factories import MembershipFactory, NoticeFactory, UserFactory
from tongwulang.accounts.actions import phone_login
from tongwulang.accounts.models import Consent, User

pytestmark = pytest.mark.django_db


def test_newcomer_signs_up_on_one_screen(client, notice, sent_codes):
    answer = ask(client)
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    page = client.get(LOGIN).content.decode()
    assert "验证码已发送到 13800138000" in page
    assert 'value="13800138000"' in page

    answer = enter(client, sent_codes()[0], agreed=ticked())

    assert answer["Location"] == reverse("account_home")
    person = User.objects.get()
    assert (str(person.phone), person.is_staff, person.has_usable_password()) == (
        PHONE,
        False,
        False,
    )
    assert [(c.user, c.notice) for c in Consent.objects.in_force()] == [(person, notice)]
    assert is_in(client)


def test_owner_logs_in_without_ticking_again(client, notice, sent_codes):
    log_in(client, sent_codes)
    later = ProvedClient()
    with time_machine.travel(time.time() + 61):
        ask(later)
        answer = enter(later, sent_codes()[0])

    assert answer["Location"] == reverse("account_home")
    assert User.objects.count() == 1


def test_newcomer_must_tick_and_keeps_the_code(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]

    answer = enter(client, code)
    assert list(answer.context["form"].errors) == ["agreed"]
    assert not User.objects.exists()
    assert enter(client, code, agreed=ticked()).status_code == 302


def test_new_version_of_the_notice_is_agreed_to_anew(client, notice, sent_codes):
    log_in(client, sent_codes)
    NoticeFactory(version=2)
    later = ProvedClient()
    with time_machine.travel(time.time() + 61):
        ask(later)
        code = sent_codes()[0]
        assert list(enter(later, code).context["form"].errors) == ["agreed"]
        assert enter(later, code, agreed=ticked()).status_code == 302

    assert Consent.objects.in_force().count() == 2


def test_nobody_agrees_to_a_version_that_they_were_not_shown(client, notice, sent_codes):
    shown = ticked()
    NoticeFactory(version=2)
    ask(client)
    code = sent_codes()[0]

    answer = enter(client, code, agreed=shown)
    assert list(answer.context["form"].errors) == ["agreed"]
    assert " checked" not in answer.content.decode()
    assert not User.objects.exists()

    assert enter(client, code, agreed=ticked()).status_code == 302
    assert Consent.objects.get().notice.version == 2


def test_version_that_comes_in_the_same_moment_is_asked_for(
    client, notice, sent_codes, monkeypatch
):
    ask(client)
    go_in = phone_login.enter

    def interrupted(**what):
        NoticeFactory(version=2)
        return go_in(**what)

    monkeypatch.setattr(phone_login, "enter", interrupted)
    answer = enter(client, sent_codes()[0], agreed=ticked())

    assert list(answer.context["form"].errors) == ["agreed"]
    assert not User.objects.exists()


def test_box_is_not_ticked_beforehand(client, notice):
    assert " checked" not in client.get(LOGIN).content.decode()


def test_without_a_notice_nobody_new_comes_in(client, sent_codes):
    ask(client)

    answer = enter(client, sent_codes()[0], agreed=ticked())

    assert answer.context["form"].non_field_errors() == ["本站尚未发布隐私告知，暂时不能注册。"]
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", ["", "1380013800", "010-12345678"])
def test_wrong_phone_is_named_and_kept(client, typed, sent_codes):
    answer = ask(client, typed)

    assert list(answer.context["form"].errors) == ["phone"]
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert sent_codes() == []


@pytest.mark.parametrize(
    ("typed", "error"), [("", "请填写"), ("12345", "6 位数字"), ("x" * 6, "6 位")]
)
def test_wrong_code_is_named(client, notice, typed, error):
    answer = enter(client, typed)

    assert error in answer.context["form"].errors["code"][0]


def test_full_width_code_with_blanks_is_taken(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    typed = " ".join(chr(ord(digit) + 0xFEE0) for digit in code)

    assert enter(client, typed, agreed=ticked()).status_code == 302


def test_old_code_in_the_box_does_not_hinder_asking_anew(client, sent_codes):
    answer = client.post(LOGIN, {"step": "send", "phone": TYPED, "code": "12"})

    assert answer.status_code == 302
    assert len(sent_codes()) == 1


@pytest.mark.parametrize(
    ("sent", "goes_to"),
    [
        ("/postings/?q=a", "/postings/?q=a"),
        ("https://evil.example/", "/account/"),
        ("//evil.example/", "/account/"),
    ],
)
def test_goes_on_where_one_was_on_this_site_only(client, notice, sent_codes, sent, goes_to):
    ask(client)

    assert enter(client, sent_codes()[0], agreed=ticked(), next=sent)["Location"] == goes_to


def test_inactive_person_is_told_after_proving_the_phone(client, notice, sent_codes):
    UserFactory(phone=PHONE, is_active=False)
    ask(client)

    answer = enter(client, sent_codes()[0], agreed=ticked())

    assert answer["Location"] == reverse("account_inactive")
    assert not is_in(client)


def test_organizer_who_comes_by_phone_is_asked_for_the_second_factor(client, notice, sent_codes):
    organizer = MembershipFactory(user__phone=PHONE).user
    ask(client)
    assert enter(client, sent_codes()[0], agreed=ticked()).status_code == 302

    assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_index")
    assert organizer.needs_second_factor


def test_provider_that_fails_says_so(client, settings, notice):
    settings.SMS_PROVIDER = "tongwulang.outbox.sms.aliyun.AliyunSms"
    settings.ALIYUN_SMS_ENDPOINT = "http://127.0.0.1:9"
    settings.ALIYUN_SMS_KEY_ID = settings.ALIYUN_SMS_KEY_SECRET = settings.SMS_SIGN_NAME = "x"
    settings.SMS_TEMPLATE_CODES = {"login_code": "SMS_1"}

    answer = ask(client)

    assert answer.context["form"].non_field_errors() == [
        "短信暂时发不出去，请稍后再试，或改用邮箱登录。"
    ]


def test_three_hundred_people_on_one_address_sign_up(notice, sent_codes):
    for number in range(300):
        answer = log_in(ProvedClient(), sent_codes, f"139{number:08d}")
        assert answer.status_code == 302, answer.context["form"].errors

    assert User.objects.count() == 300
    assert Consent.objects.in_force().count() == 300
