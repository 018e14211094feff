"""Every public page in Chromium: accessible, quiet, self-contained, still and inside its width."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import NAMES, VIEWS, address

LAYOUT_SHIFT = """() => new Promise(resolve => {
    let total = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) total += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => resolve(total), 100);
})"""


@pytest.fixture(params=VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def opened(request, browser, site):
    """A page of the given width and scheme, with what it said and asked for."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda asked: page.asked.append(asked.url))
    yield page
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_page(opened, site, name):
    opened.goto(address(name, opened, site))

    violations = Axe().run(opened).response["violations"]
    assert violations == [], json.dumps(violations, ensure_ascii=False, indent=1)[:4000]
    # Chromium itself reports the status of a page that is not found.
    noise = [text for text in opened.said if "status of 404" not in text]
    assert noise == []
    assert [url for url in opened.asked if not url.startswith(site + "/")] == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= opened.viewport_size["width"]
    assert opened.evaluate(LAYOUT_SHIFT) == 0
