"""What may be wrong with a translation before it stands on a page; each in a sentence that says how to mend it."""

from collections import defaultdict
from re import compile as regex

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from .state import plain

LONGEST = 20_000  # characters of one paragraph
MOST_TAGS = 400
CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def problem_with(german: str, words: str) -> str:
    """What is wrong with these words in the place of the German ones; "" if nothing."""
    if len(words) > LONGEST or words.count("<") > MOST_TAGS:
        return _("This is too long for one paragraph.")
    if CONTROL.search(words):
        return _("There are control characters in it. Please type the words again.")
    if not plain(words):
        return _("There are no words in it. Please translate it, or leave it empty.")
    try:
        StringValue.from_translated_html(words)
    except (ValueError, AttributeError) as error:
        return _("There is HTML in it that may not be there: %(why)s") % {"why": error}
    return difference_of_tags(german, words)


def difference_of_tags(german: str, words: str) -> str:
    wanted, given = tags_of(german), tags_of(words)
    if wanted == given:
        return ""
    missing, more = sorted(wanted - given), sorted(given - wanted)
    if missing and more:
        sentence = _("The tags differ from the German: %(missing)s is missing, %(more)s is too many.")
    elif missing:
        sentence = _("%(missing)s of the German is missing. Please put it around the same words.")
    else:
        sentence = _("%(more)s is not in the German. Please take it out.")
    return sentence % {"missing": ", ".join(missing), "more": ", ".join(more)}


def tags_of(html: str) -> set[str]:
    """Links by their id and count of the other tags: {'<a id="a1">', "<b> ×2"}; line breaks may differ."""
    counts: dict[str, int] = defaultdict(int)
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        if tag.name != "br":
            counts[f'<a id="{tag.get("id", "")}">' if tag.name == "a" else f"<{tag.name}>"] += 1
    return {name if count == 1 else f"{name} ×{count}" for name, count in counts.items()}


def too_long(page, path: str, words: str) -> str:
    """Whether the words do not fit the field of a page; the fields of blocks have no limit."""
    limit = None if "." in path else getattr(page._meta.get_field(path), "max_length", None)
    length = len(StringValue(words).render_text())
    if limit and length > limit:
        return _("%(length)s characters; at most %(limit)s fit here.") % {"length": length, "limit": limit}
    return ""
