"""Checks that an SVG only draws: an SVG opened by its address is a page of ours and could run scripts."""

import re

from defusedxml.ElementTree import iterparse

XHTML = "http://www.w3.org/1999/xhtml"
ACTIVE_ELEMENTS = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler"})
ANIMATIONS = frozenset({"animate", "set", "animatetransform", "animatemotion"})
INSIDE = re.compile(r"#|data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
OUTSIDE = re.compile(r"@import|javascript:|url\((?![\s\"']*(#|data:image/(png|jpeg|gif|webp)))", re.IGNORECASE)


class Active(ValueError):
    """Names what is not a drawing: `<script>`, `onload`, …"""


def check_drawing(file) -> None:
    """Raise Active for scripts, events, embedded pages and addresses elsewhere; ValueError for what is no XML."""
    file.seek(0)
    if b"<?xml-stylesheet" in file.read():
        raise Active("<?xml-stylesheet")
    file.seek(0)
    for event, element in iterparse(file, events=("start", "end")):
        if event == "start":
            check_element(element)
        elif element.tag.endswith("style") and OUTSIDE.search(unescaped("".join(element.itertext()))):
            raise Active("url(…)")


def check_element(element) -> None:
    namespace, _, name = element.tag.rpartition("}")
    name = name.lower()
    if name in ACTIVE_ELEMENTS or namespace.lstrip("{") == XHTML:
        raise Active(f"<{name}>")
    for attribute, value in element.attrib.items():
        check_attribute(name, attribute.rpartition("}")[2].lower(), value.strip())


def check_attribute(element: str, attribute: str, value: str) -> None:
    if attribute.startswith("on"):
        raise Active(attribute)
    if element in ANIMATIONS and attribute == "attributename" and value.rpartition(":")[2].lower() == "href":
        raise Active(f"<{element}>")
    if attribute in ("href", "src") and value and not INSIDE.match(value):
        raise Active(f"{attribute}=…")
    if OUTSIDE.search(unescaped(value)):
        raise Active("url(…)")


def unescaped(css: str) -> str:
    r"""CSS with its escapes read, so that `\75rl(` is seen as `url(`."""
    escape = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
    return escape.sub(lambda found: chr(int(found[1], 16) % 0x110000) if found[1] else found[2], css)
