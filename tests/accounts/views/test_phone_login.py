"""Phone and code on one screen: signing up and logging in, and what strangers cannot do or see."""

import itertools
import time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.accounts.conftest import PHONE
from tests.conftest import ProvedClient
from tests.factories import MembershipFactory, NoticeFactory, UserFactory
from tongwulang.accounts.models import AttemptTally, Consent, PhoneCode, User

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
TYPED = "138 0013 8000"


def ask(client, phone=TYPED):
    return client.post(LOGIN, {"step": "send", "phone": phone})


def enter(client, code, phone=TYPED, **more):
    return client.post(LOGIN, {"step": "enter", "phone": phone, "code": code, **more})


def log_in(client, sent_codes, phone=TYPED):
    ask(client, phone)
    return enter(client, sent_codes()[-1], phone, agreed="on")


def is_in(client):
    return client.get(reverse("account_home")).status_code == 200


def test_newcomer_signs_up_on_one_screen(client, notice, sent_codes):
    answer = ask(client)
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    page = client.get(LOGIN).content.decode()
    assert "验证码已发送到 13800138000" in page
    assert 'value="13800138000"' in page

    answer = enter(client, sent_codes()[0], agreed="on")

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
    assert enter(client, code, agreed="on").status_code == 302


def test_new_version_of_the_notice_is_agreed_to_anew(client, notice, sent_codes):
    log_in(client, sent_codes)
    NoticeFactory(version=2)
    later = ProvedClient()
    with time_machine.travel(time.time() + 61):
        ask(later)
        code = sent_codes()[0]
        assert list(enter(later, code).context["form"].errors) == ["agreed"]
        assert enter(later, code, agreed="on").status_code == 302

    assert Consent.objects.in_force().count() == 2


def test_box_is_not_ticked_beforehand(client, notice):
    assert " checked" not in client.get(LOGIN).content.decode()


def test_without_a_notice_nobody_new_comes_in(client, sent_codes):
    ask(client)

    answer = enter(client, sent_codes()[0], agreed="on")

    assert answer.context["form"].non_field_errors() == ["本站尚未发布隐私告知，暂时不能注册。"]
    assert not User.objects.exists()


def test_code_serves_once(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    enter(client, code, agreed="on")
    client.post(reverse("account_logout"))

    assert list(enter(client, code, agreed="on").context["form"].errors) == ["code"]


def before_any_answer(client):
    """A second tap of the browser, with the cookies that the first one was sent with."""
    tap = ProvedClient()
    tap.cookies = client.cookies.copy()
    return tap


def test_code_entered_by_a_double_tap_is_one_log_in(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    second = before_any_answer(client)

    answers = [enter(tap, code, agreed="on", next="/postings/") for tap in (client, second)]

    assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/postings/")] * 2
    assert (User.objects.count(), is_in(client), is_in(second)) == (1, True, True)


def test_double_tap_is_one_for_ten_seconds_after_the_first(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    taps = [before_any_answer(client) for _ in range(3)]
    start = time.time()

    statuses = []
    for tap, after in zip(taps, (0, 9, 11), strict=True):
        with time_machine.travel(start + after, tick=False):
            statuses.append(enter(tap, code, agreed="on").status_code)

    assert statuses == [302, 302, 200]


def test_used_code_is_no_code_of_another_browser_nor_one_to_guess_at(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    taps = [before_any_answer(client) for _ in range(6)]
    enter(client, code, agreed="on")

    wrong = "000000" if code != "000000" else "111111"
    assert list(enter(ProvedClient(), code, agreed="on").context["form"].errors) == ["code"]
    for tap in taps[:5]:
        assert list(enter(tap, wrong, agreed="on").context["form"].errors) == ["code"]
    assert list(enter(taps[5], code, agreed="on").context["form"].errors) == ["code"]


def test_code_runs_out_after_five_minutes(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    with time_machine.travel(time.time() + 301):
        assert list(enter(client, code, agreed="on").context["form"].errors) == ["code"]
    assert not User.objects.exists()


def test_five_wrong_tries_end_a_code(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(4):
        enter(client, wrong, agreed="on")
    assert PhoneCode.objects.get().is_live
    enter(client, wrong, agreed="on")

    assert list(enter(client, code, agreed="on").context["form"].errors) == ["code"]
    assert not User.objects.exists()


def test_stranger_cannot_use_up_the_owners_tries(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    stranger = ProvedClient()
    for _ in range(20):
        enter(stranger, "000000", agreed="on")

    assert enter(client, code, agreed="on").status_code == 302


def test_code_of_another_browser_is_no_code(client, notice, sent_codes):
    ask(client)

    assert list(enter(ProvedClient(), sent_codes()[0]).context["form"].errors) == ["code"]


def test_code_for_one_phone_opens_no_other(client, notice, sent_codes):
    ask(client)

    answer = enter(client, sent_codes()[0], "13900139000", agreed="on")

    assert list(answer.context["form"].errors) == ["code"]


def test_one_code_a_minute_five_an_hour_ten_a_day(client, sent_codes):
    start = time.time()
    sent = []
    # Often at first, as an impatient person would; then twice an hour for a day and more.
    for seconds in (*range(0, 600, 59), *range(600, 26 * 3600, 1800)):
        with time_machine.travel(start + seconds, tick=False):
            if ask(client).status_code == 302:
                sent.append(seconds)

    gaps = [after - before for before, after in itertools.pairwise(sent)]
    assert min(gaps) >= 60
    assert max(sum(at <= s < at + 3600 for s in sent) for at in sent) == 5
    assert max(sum(at <= s < at + 86400 for s in sent) for at in sent) == 10
    assert len(sent_codes()) == len(sent)


def test_limit_says_when_to_come_back(client, sent_codes):
    start = time.time()
    with time_machine.travel(start, tick=False):
        ask(client)
    with time_machine.travel(start + 11, tick=False):
        answer = ask(client)

    assert answer.context["form"].non_field_errors() == [
        "这个号码刚刚发过验证码，请 49 秒后再获取。"
    ]


def test_double_tap_sends_one_code_and_is_answered_the_same(client, notice, sent_codes):
    first, second = ask(client), ask(client)

    assert [(a.status_code, a["Location"]) for a in (first, second)] == [(302, LOGIN)] * 2
    [code] = sent_codes()
    assert enter(client, code, agreed="on").status_code == 302


def test_two_taps_before_any_answer_are_one_browser(client, notice, sent_codes):
    client.get(LOGIN)
    token = client.cookies["csrftoken"].value
    other = ProvedClient()
    other.cookies["csrftoken"] = token
    ask(client)
    ask(other)

    assert enter(other, sent_codes()[0], agreed="on").status_code == 302


def test_code_that_was_not_sent_is_asked_for_again_in_vain(client, settings, notice):
    settings.SMS_PROVIDER = "tongwulang.outbox.sms.aliyun.AliyunSms"
    settings.ALIYUN_SMS_ENDPOINT = "http://127.0.0.1:9"
    settings.ALIYUN_SMS_KEY_ID = settings.ALIYUN_SMS_KEY_SECRET = settings.SMS_SIGN_NAME = "x"
    settings.SMS_TEMPLATE_CODES = {"login_code": "SMS_1"}

    assert [ask(client).status_code, ask(client).status_code] == [200, 200]


def test_strangers_use_up_no_code_of_a_browser_the_owner_knows(client, notice, sent_codes):
    log_in(client, sent_codes)
    client.post(reverse("account_logout"))
    stranger = ProvedClient()
    start = time.time()
    for minute in range(1, 600, 2):
        with time_machine.travel(start + minute * 60):
            ask(stranger)
    with time_machine.travel(start + 600 * 60):
        assert ask(stranger).status_code == 200
        sent_codes()
        assert ask(client).status_code == 302
        assert enter(client, sent_codes()[0]).status_code == 302


def test_known_and_unknown_phone_look_alike(notice, sent_codes):
    UserFactory(phone=PHONE)
    answers = {}
    for phone in (TYPED, "139 0013 9000"):
        browser = ProvedClient()
        with CaptureQueriesContext(connection) as sending:
            sent = ask(browser, phone)
        with CaptureQueriesContext(connection) as failing:
            wrong = enter(browser, "x" * 6, phone)
            refused = enter(browser, "000000" if sent_codes() != ["000000"] else "1" * 6, phone)
        text = refused.content.decode().replace(phone, "").replace(phone.replace(" ", ""), "")
        answers[phone] = (
            sent.status_code, sent["Location"], len(sending), wrong.status_code,
            refused.status_code, len(failing), _without_token(text),
        )  # fmt: skip

    assert answers[TYPED] == answers["139 0013 9000"]


def _without_token(html):
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line]


def test_codes_and_phones_are_kept_as_digests_only(client, sent_codes):
    ask(client)
    code = sent_codes()[0]

    kept = str([*PhoneCode.objects.values_list(), *AttemptTally.objects.values_list()])
    assert code not in kept
    assert "13800138000" not in kept


def test_codes_are_never_logged(client, notice, sent_codes, caplog):
    ask(client)
    code = sent_codes()[0]
    with caplog.at_level("DEBUG"):
        enter(client, code, agreed="on")

    assert code not in caplog.text
    assert "13800138000" not in caplog.text


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

    assert enter(client, typed, agreed="on").status_code == 302


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

    assert enter(client, sent_codes()[0], agreed="on", next=sent)["Location"] == goes_to


def test_inactive_person_is_told_after_proving_the_phone(client, notice, sent_codes):
    UserFactory(phone=PHONE, is_active=False)
    ask(client)

    answer = enter(client, sent_codes()[0], agreed="on")

    assert answer["Location"] == reverse("account_inactive")
    assert not is_in(client)


def test_organizer_who_comes_by_phone_is_asked_for_the_second_factor(client, notice, sent_codes):
    organizer = MembershipFactory(user__phone=PHONE).user
    ask(client)
    assert enter(client, sent_codes()[0], agreed="on").status_code == 302

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
