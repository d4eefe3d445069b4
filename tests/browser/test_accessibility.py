"""axe-core (vendored, MPL 2.0) on every kind of page: WCAG 2.2 AA, no violation."""

from pathlib import Path

import pytest

from tests.browser.pages import LANGUAGES, PAGES

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
IMPORTANT = ("home", "offers", "offer", "search, found", "search, nothing")


def violations(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in found["violations"] for node in v["nodes"]]


def too_wide(page) -> int:
    """How many pixels one would have to scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_accessible(visit, name, language):
    page = visit(f"/{language}/{PAGES[name]}")
    assert violations(page) == []
    assert too_wide(page) <= 0


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("name", IMPORTANT)
@pytest.mark.parametrize(("width", "dark"), [(1280, True), (360, False), (360, True)])
def test_it_is_accessible_in_the_dark_and_on_a_phone_as_well(visit, name, language, width, dark):
    page = visit(f"/{language}/{PAGES[name]}", width=width, dark=dark)
    assert violations(page) == []
    assert too_wide(page) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_no_page_needs_scrolling_sideways_on_the_smallest_screen(visit, name):
    """320 pixels, which is also 1280 at 400 % (WCAG 1.4.10)."""
    assert too_wide(visit(f"/ar/{PAGES[name]}", width=320)) <= 0


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_style_guide_is_accessible(visit, language):
    assert violations(visit("/styleguide/")) == []


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_a_form_with_mistakes_is_accessible(visit, language):
    page = visit(f"/{language}/melden/")
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert page.locator("main [aria-invalid=true]").count() >= 1
    assert violations(page) == []


@pytest.mark.parametrize("name", IMPORTANT)
def test_what_can_be_pressed_is_big_enough(visit, name):
    """At least 24 pixels, and 44 for buttons (WCAG 2.5.8, DESIGN.md); links within text are exempt."""
    page = visit(f"/de/{PAGES[name]}", width=360)
    small = page.eval_on_selector_all(
        "button, .button, summary, select, input:not([type=hidden]):not(.honey *)",
        """elements => elements.filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 80),
            (e.closest('label') || e).getBoundingClientRect().height]).filter(([, height]) => height < 24)""",
    )
    assert small == []


CLIPPED = """() => [...document.querySelectorAll('button, .button, .action, .chip, summary, .nav a, select, label')]
    .filter(e => e.checkVisibility() && !e.closest('.honey, .hide') && e.tagName !== 'SELECT')
    .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).overflowX !== 'visible'
        || e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
    .map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_button_is_clipped_on_a_phone(visit, language):
    """At 360 pixels, with the menu, the languages and the filters open."""
    for path in ("", "angebote/?open=1&free=1", PAGES["offer"], PAGES["report"]):
        page = visit(f"/{language}/{path}", width=360)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        assert page.evaluate(CLIPPED) == [], path
        assert too_wide(page) <= 0, path
