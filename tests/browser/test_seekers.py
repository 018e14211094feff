"""A job seeker without an account, on a phone: from a search to an applied post, and out again."""

import random
import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.looking import SMALL_TYPE, violations

SMS_ARRIVES_WITHIN = 20  # seconds


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


def apply(page, log):
    """From a search without an account to an applied post."""
    page.goto("/postings/?q=%E7%84%8A%E5%B7%A5")  # 焊工
    page.locator(".posts a").first.click()
    page.get_by_role("link", name="投递", exact=True).click()
    come_in(page, log)
    expect(page.get_by_role("heading", level=1)).to_contain_text("投递：")
    expect(page.get_by_role("button", name="同意并投递")).to_be_in_viewport()
    assert_is_well(page)
    page.get_by_label("姓名").fill("欧阳建国")
    page.get_by_label("出生年").fill("1990")
    page.get_by_label("出生月").select_option("5")
    page.get_by_role("button", name="同意并投递").click()
    expect(page).to_have_url(re.compile(r"/me/applications/\d+/$"))


def test_from_a_search_without_an_account_to_an_applied_post_and_out_again(phone, log):
    apply(phone, log)
    expect(phone.locator(".big-state")).to_have_text("已投递")
    expect(phone.get_by_role("main")).to_contain_text("姓名、手机号")
    assert_is_well(phone)

    phone.get_by_role("button", name="撤回投递").click()
    expect(phone.locator(".big-state")).to_have_text("已撤回")
    expect(phone.get_by_role("main")).to_contain_text("收回")

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


def test_profile_is_filled_in_and_left_half_done(phone, log):
    phone.goto("/me/profile/")
    come_in(phone, log)
    phone.get_by_role("link", name="接着填").click()
    phone.get_by_label("想做的职业").fill("电焊工、会计")
    phone.get_by_label("廊坊 · 三河市").check()
    assert_is_well(phone)
    phone.get_by_role("button", name="保存，下一步").click()
    phone.get_by_label("姓名").fill("欧阳建国")
    phone.get_by_role("button", name="先存到这里").click()

    expect(phone.get_by_role("main")).to_contain_text("会计专业人员")
    expect(phone.get_by_role("main")).to_contain_text("欧阳建国")
    assert_is_well(phone)
