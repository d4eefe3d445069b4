"""What people come for, from the first page to the end: with a script on a wide screen, and without on a small one."""

import re

import pytest

from tests.browser.pages import OFFER, ORGANIZATION

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("language", ["de", "ar"]),
    pytest.mark.parametrize("script", [True, False], ids=["with script", "without"]),
]


@pytest.fixture
def go(visit, language, script):
    return lambda path="": visit(f"/{language}/{path}", script=script, width=1280 if script else 360)


def ready(page, script: bool) -> None:
    """The filters are there; with a script, it has begun and taken the button away."""
    page.locator("#filter-form .send").wait_for(state="hidden" if script else "attached")


def choose(page, name: str, value: str, script: bool) -> None:
    """Tick a filter, unfolding what it lies in; with a script the list follows, else the button is pressed."""
    box = page.locator(f"#filter-form input[name={name}][value='{value}']")
    ready(page, script)
    folded = box.locator("xpath=ancestor::details[not(@open)]/summary").locator("visible=true")
    while not box.is_visible():
        folded.first.click()
    box.check()
    if not script:
        page.locator("#filter-form .send button").click()
    page.wait_for_url(re.compile(f"[?&]{name}=.*{value}"))
    page.locator("[data-results]:not([aria-busy])").wait_for()


def cards(page):
    return page.locator("[data-results] .card, main .cards .card")


def test_a_free_german_course_near_marxloh(go, script, language):
    page = go()
    page.locator("main a[href$='term=deutsch-lernen']").click()
    page.wait_for_url(re.compile("term=deutsch-lernen"))
    choose(page, "free", "1", script)
    page.locator("select[name=near]").select_option("marxloh")
    if not script:
        page.locator("button[form=filter-form][data-without-script]").click()
    page.wait_for_url(re.compile("near=marxloh"))
    page.locator("[data-results]:not([aria-busy])").wait_for()
    first = cards(page).first
    assert "Marxloh" in first.inner_text()
    first.locator("a.cover").click()
    page.wait_for_url(re.compile(f"/{language}/angebote/.+/"))
    assert page.locator("main a[href^='tel:'], main a[href^='mailto:']").first.is_visible()
    assert "Marxloh" in page.locator("main").inner_text()


def test_who_speaks_bulgarian_and_is_open_now(go, script, language):
    page = go("angebote/")
    before = cards(page).count()
    choose(page, "open", "1", script)
    choose(page, "language", "bg", script)
    assert 0 < cards(page).count() < before
    assert page.locator("[data-results] .card [data-open=open]").count() == cards(page).count()
    assert page.locator(".chips a.chip").count() == 2
    cards(page).first.locator("a.cover").click()
    page.wait_for_url(re.compile(f"/{language}/angebote/.+/"))
    assert page.locator(".now[data-open=open]").first.is_visible()
    assert page.locator("main").get_by_text("Български").first.is_visible()
    assert page.locator("main a[href^='tel:'], main a[href^='mailto:']").first.is_visible()


def test_a_filter_is_taken_off_by_its_chip(go, script, language):
    page = go("angebote/?open=1&language=bg")
    page.locator(".chips a.chip").first.click()
    page.wait_for_load_state()
    assert page.locator(".chips a.chip").count() == 1


def test_nothing_found_names_the_filter_to_drop(go, script, language):
    page = go("angebote/?q=gibtesnicht&free=1")
    assert cards(page).count() == 0
    page.locator("[data-results] a[href='?free=1']").last.click()
    page.wait_for_url(re.compile("free=1$"))
    assert cards(page).count() > 0


def test_an_organization_found_by_name_and_its_offers(go, script, language):
    page = go("organisationen/")
    page.locator("main input[name=q]").fill("lichthof")
    page.locator("main input[name=q]").press("Enter")
    page.wait_for_url(re.compile("q=lichthof"))
    cards(page).first.locator("a.cover").click()
    page.wait_for_url(re.compile(f"/{language}/{ORGANIZATION}$"))
    assert "Lichthof" in page.locator("h1").inner_text()
    assert cards(page).count() >= 3
    cards(page).first.locator("a.cover").click()
    page.wait_for_url(re.compile(f"/{language}/angebote/"))
    assert page.locator(f"main a[href='/{language}/{ORGANIZATION}']").first.is_visible()


def test_a_district_from_the_map_and_from_the_list(go, script, language):
    page = go()
    page.locator(f"main a[href='/{language}/stadtteile/']").first.click()
    tile, row = (page.locator(f"{part} a[href='/{language}/stadtteile/marxloh/']") for part in (".tiles", ".areas"))
    tile.click()
    page.wait_for_url(re.compile("/stadtteile/marxloh/$"))
    assert "Marxloh" in page.locator("h1").inner_text()
    assert cards(page).count() > 0
    page.go_back()
    row.click()
    page.wait_for_url(re.compile("/stadtteile/marxloh/$"))


def test_an_offer_printed(go, script, language):
    page = go(OFFER)
    assert page.locator("[data-print]").is_visible() == script
    page.emulate_media(media="print")
    for hidden in (".nav", ".head-search", ".menu", ".share", "form"):
        assert not page.locator(hidden).locator("visible=true").count(), hidden
    assert page.locator("main a[href^='tel:']").locator("visible=true").count()
    assert re.search(r"47\d{3} Duisburg", page.locator("main").inner_text())
    assert f"/{language}/{OFFER}" in page.locator(".print-only").inner_text()
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert 1 <= len(sheets) <= 2


def test_something_wrong_is_reported_and_a_receipt_shown(go, script, language):
    page = go(OFFER)
    title = page.locator("h1").inner_text()
    page.locator("main a[href*='/melden/']").first.click()
    assert title in page.locator("main").inner_text()
    page.locator("input[name=reason][value=phone]").check()
    page.locator("textarea[name=message]").fill("Die Nummer ist 0221 4710 999")
    page.wait_for_timeout(2_100)  # who is quicker is taken for a machine
    page.locator("main form button").click()
    page.wait_for_url(re.compile(f"/{language}/melden/danke/"))
    assert page.locator("main [role=status]").is_visible()
    assert "0221 4710 999" in page.locator("main").inner_text()
    page.locator(f"main a[href='/{language}/{OFFER}']").click()
    assert page.locator("h1").inner_text() == title


def test_the_language_is_switched_on_the_page_with_its_filters(go, script, language):
    other = "ar" if language == "de" else "de"
    page = go("angebote/?free=1&language=bg")
    page.locator(".languages summary").click()
    page.locator(f".languages a[hreflang={other}]").click()
    page.wait_for_url(re.compile(f"/{other}/angebote/\\?free=1&language=bg$"))
    assert page.locator("html").get_attribute("dir") == ("rtl" if other == "ar" else "ltr")
    assert page.locator("#filter-form input[name=language][value=bg]").is_checked()
