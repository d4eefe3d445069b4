"""A real browser before a real server. Without Chromium these tests are skipped, and say so."""

import os
import shutil

import pytest

from tests.browser.server import demo, served

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
NO_BROWSER = "needs Chromium: install it or set CHROMIUM to its path"


def pytest_collection_modifyitems(items):
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()) and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(scope="package")
def address(request, tmp_path_factory) -> str:
    """Of a server with the demo content, its own copy of it."""
    folder = tmp_path_factory.mktemp("isi") / "var"
    shutil.copytree(demo(request.config.cache.mkdir("isi-demo")), folder)
    with served(folder) as address:
        yield address


@pytest.fixture(scope="package")
def chromium():
    """Stopped before other tests run: its event loop would keep Django from using the database."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, address):
    """Open a tab: `visit("/de/", width=360, dark=True, script=False)`. Every host but ours is refused.

    No answer may be a server's error, no page may ask another host, and there are no cookies afterwards.
    """
    contexts = []

    def visit(path: str, *, width=1280, dark=False, script=True):
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.foreign, page.broken = watch(context, address), []
        page.on("response", lambda answer: page.broken.append(answer.url) if answer.status >= 500 else None)
        page.goto(path)
        return page

    yield visit
    pages = [page for context in contexts for page in context.pages]
    broken = [url for page in pages for url in page.broken]
    foreign = [url for page in pages for url in page.foreign]
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert broken == [], "errors of the server"
    assert foreign == [], "asked another host"
    assert cookies == [], "set a cookie"


def watch(context, address: str) -> list[str]:
    """Requests for other hosts, collected from now on and refused."""
    found = []

    def see(route):
        if route.request.url.startswith((address, "data:", "blob:")):
            return route.continue_()
        found.append(route.request.url)
        return route.abort()

    context.route("**/*", see)
    return found
