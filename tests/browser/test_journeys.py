"""A job seeker's way through the site, on a phone, without JavaScript too."""

import re
import subprocess
import sys

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.conftest import free_port


@pytest.fixture(params=[True, False], ids=["with-js", "without-js"])
def phone(request, browser, site):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=request.param, base_url=site
    )
    yield context.new_page()
    context.close()


def test_from_home_to_fair_hall_employer_and_post(phone):
    phone.goto("/")
    phone.get_by_role("link", name=re.compile("退役军人及随军家属专场招聘会")).first.click()
    expect(phone).to_have_url(re.compile(r"/fairs/veterans-2024/$"))
    phone.locator("main a[href*='/venues/']").first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("会场")
    phone.locator("main a[href^='/employers/']").first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("演示单位")
    phone.locator("main a[href^='/postings/']").first.click()
    expect(phone.get_by_role("main")).to_contain_text("元/月")
    expect(phone.get_by_role("main")).to_contain_text("岗位职责")


def test_filters_are_kept_through_the_pages_and_back_works(phone):
    phone.goto("/postings/?region=131000&industry=C")
    phone.get_by_role("link", name=re.compile("下一页")).click()
    expect(phone).to_have_url(re.compile("region=131000"))
    expect(phone).to_have_url(re.compile("industry=C"))
    expect(phone).to_have_url(re.compile("page=2"))
    phone.go_back()
    expect(phone).to_have_url(re.compile(r"industry=C$"))


def test_large_type_is_remembered(phone):
    phone.goto("/")
    before = phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    phone.get_by_role("button", name=re.compile("大字")).first.click()
    phone.goto("/about/")
    after = phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")

    assert after == pytest.approx(before * 1.25)


def test_second_start_duplicates_nothing(site, environment):
    def counted():
        code = (
            "from jobs.models import *; print([m.objects.count() for m in "
            "(Employer, Posting, Participation, Booth, Applicant, Application, Fair)])"
        )
        shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        return subprocess.check_output(shell, cwd=settings.BASE_DIR, env=environment, text=True)

    before = counted()
    command = [sys.executable, "manage.py", "demo", "--port", str(free_port()), "--no-serve"]
    again = subprocess.run(
        command,
        check=False,
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert again.returncode == 0, again.stderr
    assert counted() == before


def test_taken_port_gets_one_clear_line(site, environment):
    port = site.rsplit(":", 1)[1]
    done = subprocess.run(
        [sys.executable, "manage.py", "demo", "--port", port],
        check=False,
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        f"CommandError: 端口 {port} 已被占用，请换一个：make demo PORT=8123"
    ]
