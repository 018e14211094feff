"""A job seeker without an account, on a phone: from a search to an applied post, and out again."""

import json
import random
import re
import subprocess
import sys
import time

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.looking import SMALL_TYPE, violations

SMS_ARRIVES_WITHIN = 20  # seconds
# What the site keeps of the person of a phone, as JSON: argument %s is the number in E.164.
KEPT = """
import json
from jobs.models import Applicant, Application, Disclosure
from tongwulang.accounts.models import Consent, User
person = Applicant.objects.filter(phone="%s").first()
mine = {"applicant": person}
print(json.dumps({
    "accounts": User.objects.filter(phone="%s").count(),
    "applications": [one.status for one in Application.objects.filter(**mine)],
    "disclosures": Disclosure.objects.filter(**mine).count(),
    "seen_by_employers": Disclosure.objects.in_force().filter(**mine).count(),
    "consents": Consent.objects.in_force().filter(
        user__applicant=person, about__startswith="posting"
    ).count(),
    "is_frozen": bool(person and person.frozen_at),
    "birth_year": person and person.birth_year,
}))
"""


@pytest.fixture(params=[True, False], ids=["with-js", "without-js"])
def phone(request, browser, site):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=request.param, base_url=site
    )
    page = context.new_page()
    page.is_scripted = request.param
    yield page
    context.close()


def code_sent_to(number, log):
    """The code of the newest SMS to this phone, which a demo writes where it was started."""
    sent = re.compile(rf"{number[:3]}\*\*\*\*{number[-4:]} 验证码([0-9]{{6}})")
    deadline = time.monotonic() + SMS_ARRIVES_WITHIN
    while time.monotonic() < deadline:
        if found := sent.findall(log.read_text(errors="replace")):
            return found[-1]
        time.sleep(0.2)
    pytest.fail("no SMS was sent")


def assert_is_well(page):
    """Accessible (axe itself is a script), inside its width, in type that can be read."""
    # Right after a click the new document may still be without its first element.
    page.wait_for_load_state()
    if page.is_scripted:
        assert violations(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(SMALL_TYPE) == []


def come_in(page, log):
    """By phone and code, on the one screen that a post's button leads to."""
    number = f"139{random.randrange(10**8):08}"
    page.get_by_label("手机号").fill(number)
    page.get_by_role("button", name="获取验证码").click()
    page.get_by_label("验证码").fill(code_sent_to(number, log))
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="登录", exact=True).click()
    return f"+86{number}"


@pytest.fixture
def kept(site, environment):
    """What the database holds of the person with this phone: `kept(phone)`."""

    def read(number):
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c"]
        said = subprocess.check_output(
            [*command, KEPT % (number, number)], cwd=settings.BASE_DIR, env=environment, text=True
        )
        return json.loads(said)

    return read


def apply(page, log):
    """From a search without an account to an applied post, with an impatient last tap; returns
    the phone."""
    page.goto("/postings/?q=%E7%84%8A%E5%B7%A5")  # 焊工
    page.locator(".posts a").first.click()
    page.get_by_role("link", name="投递", exact=True).click()
    number = come_in(page, log)
    expect(page.get_by_role("heading", level=1)).to_contain_text("投递：")
    expect(page.get_by_role("button", name="同意并投递")).to_be_in_viewport()
    assert_is_well(page)
    page.get_by_label("姓名").fill("欧阳建国")
    page.get_by_label("出生年").fill("1990")
    page.get_by_label("出生月").select_option("5")
    page.get_by_role("button", name="同意并投递").dblclick()
    expect(page).to_have_url(re.compile(r"/me/applications/\d+/$"))
    return number


APPLIED = {
    "accounts": 1, "applications": ["submitted"], "disclosures": 1, "seen_by_employers": 1,
    "consents": 1, "is_frozen": False, "birth_year": 1990,
}  # fmt: skip
# What was typed in order to apply goes with the last application.
WITHDRAWN = {
    **APPLIED, "applications": ["withdrawn"], "seen_by_employers": 0, "consents": 0,
    "birth_year": None,
}  # fmt: skip


def test_from_a_search_without_an_account_to_an_applied_post_and_out_again(phone, log, kept):
    number = apply(phone, log)
    expect(phone.locator(".big-state")).to_have_text("已投递")
    expect(phone.get_by_role("main")).to_contain_text("姓名、手机号")
    assert_is_well(phone)
    assert kept(number) == APPLIED

    phone.get_by_role("button", name="撤回投递").click()
    expect(phone.locator(".big-state")).to_have_text("已撤回")
    expect(phone.get_by_role("main")).to_contain_text("收回")
    assert kept(number) == WITHDRAWN

    phone.goto("/me/data/")
    expect(phone.get_by_role("main")).to_contain_text("欧阳建国")
    assert_is_well(phone)
    phone.get_by_role("link", name="删除我的数据").click()
    assert_is_well(phone)
    phone.get_by_label("我明白删除后不能恢复").check()
    phone.get_by_role("button", name="全部删除").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("已删除")
    phone.goto("/me/data/")
    expect(phone).to_have_url(re.compile("/account/login/"))
    # The law has the record kept: who got what. Nobody can come in, nothing else is left.
    gone = {"accounts": 0, "is_frozen": True, "birth_year": None}
    assert kept(number) == {**WITHDRAWN, **gone}


def test_withdrawn_consent_ends_the_application_at_once(phone, log, kept):
    number = apply(phone, log)
    application = phone.url
    phone.goto("/account/consents/")
    assert_is_well(phone)
    phone.get_by_role("button", name=re.compile("投递")).click()
    expect(phone.get_by_role("main")).to_contain_text(re.compile("同意 · .* 撤回"))

    phone.goto(application)
    expect(phone.locator(".big-state")).to_have_text("已撤回")
    assert kept(number) == WITHDRAWN


def test_profile_is_filled_in_and_left_half_done(phone, log):
    phone.goto("/me/profile/")
    come_in(phone, log)
    phone.get_by_role("link", name="接着填").click()
    phone.get_by_label("想做的职业").fill("电焊工、会计")
    phone.get_by_label("廊坊 · 三河市").check()
    phone.get_by_label("求职资料告知").check()
    assert_is_well(phone)
    phone.get_by_role("button", name="保存，下一步").click()
    phone.get_by_label("姓名").fill("欧阳建国")
    phone.get_by_role("button", name="先存到这里").click()

    expect(phone.get_by_role("main")).to_contain_text("会计专业人员")
    expect(phone.get_by_role("main")).to_contain_text("欧阳建国")
    assert_is_well(phone)


def test_what_was_typed_to_apply_is_corrected_without_a_profile(phone, log):
    apply(phone, log)
    phone.goto("/me/profile/")
    phone.get_by_role("link", name="只更正姓名和手机号").click()
    assert_is_well(phone)
    phone.get_by_label("姓名").fill("欧阳健国")
    phone.get_by_role("button", name="保存").click()

    expect(phone).to_have_url(re.compile(r"/me/profile/$"))
    expect(phone.get_by_role("main")).to_contain_text("欧阳健国")
    assert_is_well(phone)


def test_hidden_post_is_left_out_of_the_list_until_it_is_shown_again(phone, log):
    phone.goto("/postings/")
    path = phone.locator(".posts h2 a").first.get_attribute("href")
    phone.goto(path)
    phone.get_by_role("link", name="收藏或隐藏").click()
    come_in(phone, log)
    assert_is_well(phone)
    phone.get_by_role("button", name="隐藏这个岗位").click()
    expect(phone).to_have_url(re.compile(r"/me/wishlist/$"))

    phone.goto("/postings/")
    expect(phone.get_by_role("main")).to_contain_text("本页有 1 个您隐藏的岗位没有列出")
    expect(phone.locator(f'.posts a[href="{path}"]')).to_have_count(0)
    assert_is_well(phone)
    phone.get_by_role("link", name="看隐藏的岗位").click()
    phone.get_by_role("button", name="不再隐藏").click()

    phone.goto("/postings/")
    expect(phone.locator(f'.posts a[href="{path}"]')).to_have_count(1)
