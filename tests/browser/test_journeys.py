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


def focused_place(page):
    return page.evaluate(
        "document.activeElement.closest('#filters, #results, header, nav, footer')?.id"
    )


def test_tab_stays_in_the_open_sheet_of_filters(phone):
    phone.goto("/postings/#filters")
    links = phone.locator("#filters a:visible, #filters summary:visible").count()
    places = []
    for _ in range(links):
        phone.keyboard.press("Tab")
        places.append(focused_place(phone))
    phone.keyboard.press("Tab")

    assert places == ["filters"] * links
    assert focused_place(phone) in (None, "filters")


def test_sheet_of_filters_says_how_many_are_left_and_closes_above_and_below(phone):
    phone.goto("/postings/#filters")
    left = phone.locator("#filters .close a")
    expect(left).to_be_in_viewport()
    before = left.inner_text()
    phone.locator("#filters li a").first.click()

    expect(phone).to_have_url(re.compile("region=.*#filters$"))
    expect(left).to_be_in_viewport()
    assert re.fullmatch(r"看 [\d,]+ 个岗位", left.inner_text())
    assert left.inner_text() != before
    counted = left.inner_text().removeprefix("看 ").removesuffix(" 个岗位")
    phone.get_by_role("link", name="关闭筛选").click(position={"x": 20, "y": 20})

    expect(phone.locator("#filters")).to_be_hidden()
    expect(phone.locator(".count")).to_contain_text(f"共 {counted} 个岗位")


def test_large_type_is_remembered(phone):
    phone.goto("/")
    before = phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    phone.get_by_role("button", name=re.compile("大字")).first.click()
    phone.goto("/about/")
    after = phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")

    assert after == pytest.approx(before * 1.25)


def test_tables_that_are_folded_on_screen_are_on_paper(phone):
    phone.goto("/fairs/veterans-2024/")
    table = phone.get_by_role("table", name=re.compile("岗位按工作地区"), include_hidden=True)
    expect(table).not_to_be_visible()
    phone.emulate_media(media="print")

    expect(table).to_be_visible()
    assert table.bounding_box()["height"] > 100


@pytest.mark.parametrize("path", ["/fairs/", "/fairs/veterans-2024/"])
def test_paper_says_once_where_it_comes_from(phone, site, path):
    phone.goto(path)
    phone.emulate_media(media="print")

    assert phone.locator("main").inner_text().count(site + path) == 1


def test_mark_between_places_stands_at_the_end_of_a_line(phone, site):
    phone.set_viewport_size({"width": 320, "height": 740})
    phone.context.add_cookies([{"name": "display", "value": "large.light", "url": site}])
    phone.goto("/fairs/veterans-2024/employers/")
    first, last = phone.locator(".crumbs li").all()

    def room_beside_name(item):
        box, name = item.bounding_box(), item.locator("a").bounding_box()
        return [name["x"] - box["x"], box["width"] - name["width"]]

    assert room_beside_name(first)[0] == 0
    assert room_beside_name(first)[1] > 8
    assert room_beside_name(last)[0] == 0


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
