import unicodedata

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.languages import SOURCE

from .words import glossary


def words(request):
    """All official words in the order of a German dictionary, where ä stands with a (DIN 5007-1)."""
    language = get_language() or SOURCE
    terms = sorted(set(glossary().values()), key=lambda term: dictionary_key(term.word))
    found = [{"word": term.word, "slug": term.slug, **term.meaning(language)} for term in terms]
    in_short = {
        "title": _("Words explained"),
        "description": _("Offices use long German words. Here you read what they mean."),
    }
    return render(request, "portal/words.html", {"words": found, "in_short": in_short, "in_every_language": True})


def dictionary_key(word: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))
    return plain.casefold()
