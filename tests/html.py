"""Reading answers as a browser would."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

LOADED = {"script": "src", "img": "src", "source": "srcset", "iframe": "src", "use": "href", "video": "src"}
LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect", "dns-prefetch"}


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def language_of(element: Tag) -> tuple[str, str]:
    """`lang` and `dir` in force at an element."""
    up = [element, *element.parents]
    lang = next(tag["lang"] for tag in up if tag.get("lang"))
    return lang, next((tag["dir"] for tag in up if tag.get("dir")), "ltr")


def containing(page: BeautifulSoup, text: str) -> list[Tag]:
    """The innermost elements of the body whose own text contains this."""
    return [found.parent for found in page.body.find_all(string=lambda string: string and text in string)]


def resources(page: BeautifulSoup) -> set[str]:
    """Addresses a browser loads by itself."""
    found = {tag[name] for tag_name, name in LOADED.items() for tag in page.find_all(tag_name) if tag.get(name)}
    return found | {link["href"] for link in page.find_all("link") if LOADING_LINKS & set(link.get("rel", ()))}


def foreign(page: BeautifulSoup) -> list[str]:
    """Resources from another host."""
    return [address for address in resources(page) if urlsplit(address).netloc not in ("", "testserver")]


def switch(page: BeautifulSoup) -> dict[str, str]:
    """Addresses of the switch of language, by language."""
    return {link["hreflang"]: link["href"] for link in page.select("nav a[hreflang]")}


def canonical(page: BeautifulSoup) -> str:
    return page.select_one("link[rel=canonical]")["href"]
