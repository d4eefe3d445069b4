"""Data for search engines, in the words of schema.org: what the apps' own `structured_data.py` share.

Pure functions, data in, data out. A property is there only where it is known: nothing is said of what is not.
"""

from datetime import date, datetime
from json import JSONEncoder, dumps

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from .links import page_url

CONTEXT = "https://schema.org"
ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}  # nothing ends the element, whatever it says
BCP_47 = {"sgn": "gsg"}  # our code for German Sign Language is the one for all sign languages


class Encoder(JSONEncoder):
    """Dates as ISO 8601, amounts as decimals in text, what is translated when it is read."""

    def default(self, value):
        return value.isoformat() if isinstance(value, date | datetime) else str(value)


def absolute(address: str) -> str:
    return f"{settings.BASE_URL}{address}" if address.startswith("/") else address


def thing(kind: str, **properties) -> dict:
    """An object of this type, without the properties that are empty (0 and False are not)."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    return {"@type": kind, **known}


def language_codes(codes) -> list[str]:
    return [BCP_47.get(code, code) for code in codes]


def canonical(page) -> str:
    """The address of a page in the language of its words."""
    return absolute(page_url(page.url_path, page.locale.language_code))


def last_change(page) -> datetime | None:
    """When words or facts of a page were last published."""
    return max(filter(None, (page.last_published_at, page.facts.last_published_at)), default=None)


def web_page(page, description: str, entity: dict) -> dict:
    """A page that is about something: it carries the language, which most things cannot have in schema.org."""
    return thing(
        "WebPage",
        url=canonical(page),
        name=page.title,
        description=description,
        inLanguage=page.locale.language_code,
        dateModified=last_change(page),
        mainEntity=entity,
    )


def breadcrumb_list(items: list[dict]) -> dict:
    """The way to a page: `items` as `components/breadcrumb.html` has them."""
    steps = [
        thing("ListItem", position=number, name=item["title"], item=absolute(item["url"]))
        for number, item in enumerate(items, start=1)
    ]
    return thing("BreadcrumbList", itemListElement=steps)


def script(data: dict) -> SafeString:
    """The data block for a page. It is no script: browsers do not run it, and the policy need not allow it."""
    text = dumps({"@context": CONTEXT, **data}, cls=Encoder, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 — escaped above
