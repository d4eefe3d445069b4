"""Rich text of the directory from plain text or HTML of others, and back to what one would type."""

import re
from html import escape, unescape

import nh3

TAGS = {"p", "br", "b", "i", "ul", "ol", "li", "a"}  # the features of PLAIN_TEXT
_HTML = re.compile(r"</?(?:p|br|b|strong|i|em|ul|ol|li|a|div|span|h[1-6])\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"<(p|ul|ol)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p>([^<>]*)</p>")
_SPACE = re.compile(r"[ \t\n]+")  # not the unbreakable ones


def cleaned(html: str) -> str:
    """HTML with nothing but our tags, spelled in one way, so that two texts can be compared."""
    for theirs, ours in (("strong", "b"), ("em", "i")):
        html = re.sub(rf"<(/?){theirs}\b", rf"<\1{ours}", html, flags=re.IGNORECASE)
    html = re.sub(r"<(/?)(?:div|h[1-6])\b[^<>]*>", r"<\1p>", html, flags=re.IGNORECASE)
    attributes = {"a": {"href", "linktype", "id"}}
    return nh3.clean(
        html, tags=TAGS, attributes=attributes, link_rel=None, url_schemes={"http", "https", "mailto", "tel"}
    )


def to_html(text: str) -> str:
    """Plain text as paragraphs, one for each block between blank lines; HTML stays, without what could do harm."""
    text = (text or "").strip()
    if _HTML.search(text):
        html = cleaned(text)
        return html if _BLOCK.match(html) else f"<p>{html}</p>"
    blocks = (_SPACE.sub(" ", block).strip() for block in re.split(r"\n[ \t]*\n", text))
    return "".join(f"<p>{escape(block, quote=False)}</p>" for block in blocks if block)


def to_text(html: str) -> str:
    """What `to_html` makes the same of: plain text where the words have no markup, else HTML."""
    html = cleaned(html)
    text = "\n\n".join(unescape(found) for found in _PARAGRAPH.findall(html))
    return text if cleaned(to_html(text)) == html else html


def first_sentence(text: str, length: int) -> str:
    """The beginning of a text for where one sentence is wanted, cut at a word."""
    words = " ".join(unescape(re.sub(r"<[^<>]*>", " ", text)).split())
    sentence = re.match(r".{8,}?\w{3}[.!?](?=\s+[^\W_a-zäöüß]|\s+[„“\"«]|$)", words)  # not after "z. B."
    words = sentence[0] if sentence else words
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"
