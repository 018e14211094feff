"""What must hold of every page that is looked at in Chromium, however it is looked at."""

import json
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from tests.browser.pages import View

LAYOUT_SHIFT = """() => new Promise(resolve => {
    let total = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) total += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => resolve(total), 100);
})"""

# Names of tabs and marks may be smaller than what is read (said in the accessibility statement).
SMALL_TYPE = """() => {
    const tooSmall = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || element.closest("script, .unseen")) continue;
        const least = element.closest(".tabs, .tag, .demo") ? 14 : 16;
        if (parseFloat(getComputedStyle(element).fontSize) < least) tooSmall.add(element.outerHTML);
    }
    return [...tooSmall];
}"""


@contextmanager
def page_seen_as(view: View, browser: Browser, site: str):
    """A page of its own context; `said` and `asked` collect its console and its requests."""
    context = browser.new_context(
        viewport={"width": view.width, "height": 800}, color_scheme=view.scheme
    )
    if view.size != "normal":
        context.add_cookies([{"name": "display", "value": f"{view.size}.light", "url": site}])
    page = context.new_page()
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append((message.text, message.location["url"])))
    page.on("pageerror", lambda error: page.said.append((str(error), "")))
    page.on("request", lambda asked: page.asked.append(asked.url))
    try:
        yield page
    finally:
        context.close()


def moves(page: Page) -> bool:
    """Whether anything on the page moves once it is there: a fault does each time that it is
    loaded, what a busy machine paints in parts does not."""
    for _ in range(3):
        if round(page.evaluate(LAYOUT_SHIFT), 3) == 0:
            return False
        page.reload()
    return True


def complaints(page: Page, answer: Response) -> list[str]:
    """What the console said, but for Chromium's own word on the status of the page itself."""
    own = ("Failed to load resource", f"status of {answer.status} ")
    return [
        f"{text} {url}"
        for text, url in page.said
        if not (url == answer.url and all(part in text for part in own))
    ]


def violations(page: Page, *impacts: str) -> str:
    """The broken accessibility rules as text, empty if none; only of these impacts, if any."""
    found = [
        violation
        for violation in Axe().run(page).response["violations"]
        if not impacts or violation["impact"] in impacts
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)[:4000] if found else ""


def assert_sound(page: Page, answer: Response, site: str) -> None:
    """Accessible, quiet, self-contained, inside its width, in type that can be read."""
    assert violations(page) == ""
    assert complaints(page, answer) == []
    assert [url for url in page.asked if not url.startswith(site + "/")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.evaluate(SMALL_TYPE) == []
