"""Everything with Tab, Enter and Space; where one is can be seen at every step."""

import re

import pytest

from tests.browser.test_journeys import ready

pytestmark = pytest.mark.browser

FOCUS = """() => {
    const here = document.activeElement;
    const shown = [here, here.closest("label")].filter(Boolean).flatMap(
        element => [null, "::before", "::after"].map(part => getComputedStyle(element, part)));
    const box = here.getBoundingClientRect();
    return {
        tag: here.tagName, name: here.name || "", value: here.value || "", text: here.innerText || "", href: here.href || "",
        seen: shown.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


def tab_to(page, wanted) -> dict:
    """Press Tab until `wanted(focus)`; at each step the focus must be seen, inside the window."""
    for _ in range(200):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["tag"] == "BODY":
            continue
        assert focus["seen"], focus
        assert focus["inside"], focus
        if wanted(focus):
            return focus
    raise AssertionError("never reached")


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_who_is_open_now_is_found_without_a_mouse(visit, language, script):
    page = visit(f"/{language}/angebote/", script=script)
    ready(page, script)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["href"].endswith("#main")
    page.keyboard.press("Enter")
    tab_to(page, lambda focus: focus["name"] == "open")
    page.keyboard.press("Space")
    if not script:
        tab_to(page, lambda focus: focus["tag"] == "BUTTON")
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile("open=1"))
    page.locator("[data-results]:not([aria-busy])").wait_for()
    tab_to(page, lambda focus: re.search(r"/angebote/[\w-]+/$", focus["href"]))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/{language}/angebote/[\\w-]+/$"))
    assert page.locator(".now[data-open=open]").first.is_visible()


def test_the_first_tab_leads_past_the_head_to_the_content(visit):
    page = visit("/de/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_language_menu_opens_and_closes_by_keys(visit):
    page = visit("/de/angebote/")
    tab_to(page, lambda focus: focus["tag"] == "SUMMARY")
    page.keyboard.press("Enter")
    assert page.locator(".languages").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator(".languages").get_attribute("open") is None
    assert page.evaluate(FOCUS)["tag"] == "SUMMARY"
    page.keyboard.press("Enter")
    tab_to(page, lambda focus: focus["href"].endswith("/ar/angebote/"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/ar/angebote/$"))


def test_after_ticking_a_filter_the_focus_stays_on_it(visit):
    page = visit("/de/angebote/")
    ready(page, script=True)
    tab_to(page, lambda focus: focus["name"] == "free")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("free=1"))
    page.locator("[data-results]:not([aria-busy])").wait_for()
    assert page.evaluate(FOCUS)["name"] == "free"
