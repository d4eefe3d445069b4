"""Official words in the text of a page: each is marked once, with its explanation in the visitor's language."""

import re

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.changes import held
from portal.languages import html_lang, text_direction

from .models import GLOSSARY
from .words import JOINTS, finder, glossary

JOINT = re.compile(f"[{JOINTS}]")
# A button opens the note without a script (Popover API). Where a browser knows no popover, the note reads as quiet text
# in brackets (components.css). No line breaks: the text may yet go through `linebreaksbr`.
MARKED = (
    '<dfn class="word" lang="de" dir="ltr"><button type="button" popovertarget="wort-{slug}" title="{hint}" lang="{own}">'
    '<span lang="de" dir="ltr">'
)
NOTE = (
    "</span></button></dfn>"
    '<span class="word-note" id="wort-{slug}" popover role="note" lang="{own}" dir="{own_dir}">'
    '<b lang="de" dir="ltr">{official}</b> <span class="meaning" lang="{lang}" dir="{dir}">{text}</span> '
    '<span class="word-ways"><a href="{url}">{all}</a> '
    '<button type="button" popovertarget="wort-{slug}" popovertargetaction="hide">{close}</button></span></span>'
)


class Explainer:
    """Explains the words of one page in one language, each the first time it stands there."""

    def __init__(self, language: str):
        self.language = language
        self._done: set[int] = set()

    def explain(self, text: str) -> SafeString:
        """Text or safe HTML with its official words marked."""
        html = conditional_escape(text)
        pattern = finder.pattern(html)
        return mark_safe(pattern.sub(self._marked, html)) if pattern else html  # noqa: S308 — escaped above

    def _marked(self, found: re.Match) -> str:
        word = found[0]
        term = glossary().get(word if word.isalpha() else JOINT.sub("", word))
        if term is None or term.pk in self._done:
            return word
        self._done.add(term.pk)
        before, after = around(term.word, self.language)
        return f"{before}{word}{after}"


@held(GLOSSARY)
def around(word: str, language: str) -> tuple[SafeString, SafeString]:
    """The markup before and after an official word as it stands in a text in this language."""
    term = glossary()[word]
    values = {
        "official": term.word,
        "slug": term.slug,
        "own": html_lang(language),
        "own_dir": text_direction(language),
        "hint": _("Explain this word"),
        "url": reverse("words"),
        "all": _("All words explained"),
        "close": _("Close"),
        **term.meaning(language),
    }
    return format_html(MARKED, **values), format_html(NOTE, **values)
