"""What is proposed while one types: by keyboard, by touch, for screen readers; and the search without any of it."""

import re

import pytest

pytestmark = pytest.mark.browser

FIELDS = [("", "#q"), ("angebote/", "#head-q"), ("suche/?q=Kurs", "#q")]


@pytest.fixture
def typed(visit):
    """`typed("de", "", "#q", "deutsch")`: a page on which the proposals for a text have come."""

    def typed(language: str, path: str, field: str, text: str, **options):
        page = visit(f"/{language}/{path}", **options)
        page.locator(field).click()
        page.locator(field).fill("")
        page.locator(field).press_sequentially(text)
        page.locator(f"{field}[aria-expanded=true]").wait_for()
        return page

    return typed


def chosen(page, field: str) -> str:
    """The text of the option that a screen reader is told of."""
    option = page.locator(field).get_attribute("aria-activedescendant")
    return page.locator(f"#{option}").inner_text() if option else ""


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize(("path", "field"), FIELDS)
def test_one_goes_down_the_list_by_arrows_and_enters_what_is_chosen(typed, path, field, language):
    page = typed(language, path, field, "deutsch" if language == "de" else "الألمانية")
    options = page.locator(".suggestions [role=option]")
    assert 1 <= options.count() <= 6
    assert page.locator(field).get_attribute("role") == "combobox"
    assert page.locator(".suggestions").get_attribute("id") == page.locator(field).get_attribute("aria-controls")
    assert str(options.count()) in page.locator(".search [role=status]").inner_text()
    assert chosen(page, field) == ""
    page.keyboard.press("ArrowDown")
    assert chosen(page, field) == options.first.inner_text()
    page.keyboard.press("ArrowUp")
    assert chosen(page, field) == ""
    page.keyboard.press("ArrowUp")
    assert chosen(page, field) == options.last.inner_text()
    assert page.evaluate("document.activeElement.name") == "q"
    target = options.last.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(target.partition("#")[0])))


def test_escape_closes_the_list_and_keeps_what_was_typed(typed):
    page = typed("de", "", "#q", "kurs")
    page.keyboard.press("Escape")
    assert page.locator("#q").get_attribute("aria-expanded") == "false"
    assert not page.locator(".suggestions").is_visible()
    assert page.locator("#q").input_value() == "kurs"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/de/suche/\?q=kurs$"))


def test_enter_without_a_choice_searches_for_what_was_typed(typed):
    page = typed("tr", "", "#q", "kurs")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/tr/suche/\?q=kurs$"))
    assert page.locator("#results .card").count() > 0


def test_the_list_closes_when_one_goes_on(typed):
    page = typed("de", "", "#q", "kurs")
    page.keyboard.press("Tab")
    assert not page.locator(".suggestions").is_visible()


def test_in_the_menu_of_a_phone_escape_closes_the_list_before_the_menu(typed, visit):
    page = visit("/de/", width=360)
    page.locator(".menu.small summary").click()
    page.locator("#menu-q").press_sequentially("kita")
    page.locator("#menu-q[aria-expanded=true]").wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".menu.small").get_attribute("open") is not None
    assert not page.locator(".suggestions").is_visible()


def test_what_is_proposed_is_big_enough_for_a_finger_and_leads_on(typed):
    page = typed("de", "", "#q", "deutsch", width=360)
    option = page.locator(".suggestions [role=option]").nth(1)
    assert option.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    target = option.get_attribute("href")
    option.click()
    page.wait_for_url(re.compile(re.escape(target.partition("#")[0])))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_search_narrowed_and_widened(visit, language, script):
    page = visit(f"/{language}/", script=script, width=1280 if script else 360)
    page.locator("#q").fill("Kurs")
    page.locator("main form.search button").click()
    page.wait_for_url(re.compile("/suche/\\?q=Kurs"))
    everything = page.locator("#results h2").inner_text()
    page.locator(".kinds a").nth(1).click()
    page.wait_for_url(re.compile("kind=offer"))
    assert page.locator("#results h2").inner_text() != everything
    assert page.locator("#q").input_value() == "Kurs"
    if not script:
        page.locator("#filters > summary").click()
    page.locator("#filter-form input[name=language][value=tr]").check()
    if not script:
        page.locator("#filter-form .send button").click()
    page.wait_for_url(re.compile("language=tr"))
    page.locator("[data-results]:not([aria-busy])").wait_for()
    page.locator(".chips a.chip").click()
    page.wait_for_url(lambda url: "language" not in url and "kind=offer" in url)
