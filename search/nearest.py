"""Where a search finds nothing: words near to those typed, and names of subjects and places that share a part with one.
Only what finds something is named. Two queries.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from os.path import commonprefix
from urllib.parse import urlencode

from portal.changes import held
from portal.languages import SOURCE, html_lang
from portal.words.marking import marks

from .compounds import parts_of
from .engines import database_engine
from .engines.candidates import Trial
from .folding import fold_word, words_of
from .meanings import NAMES
from .query import Query, Term, atom, telling
from .results import Asked
from .spelling import MOST_CANDIDATES, Near, is_spelled, variants

MOST = 5
MOST_WORDS = 3  # of those typed, the longest
ALIKE = 0.6  # less than for a word that is put right without asking
SHARED = 5  # letters with which two words begin


def nearest(query: Query) -> list[dict]:
    """{url, label, marks} of what the reader may have meant."""
    words = {fold_word(word) for word in telling(query.words, query.language)}
    asked = sorted(filter(is_spelled, words), key=len)[-MOST_WORDS:]
    found = near_words(asked, query.language) | names_like(asked, query.language)
    return [
        {"url": f"?{urlencode({'q': name})}", "label": name, "marks": attributes}
        for name, attributes in found_by(list(found.items()), query)
    ][:MOST]


def near_words(asked: list[str], language: str) -> dict[str, str]:
    """Words of entries, German or in this language, that become equal when two letters are left out of what was typed →
    how they are marked; the likest first.
    """
    letters = {each for word in asked for one in variants(word) for each in variants(one)}
    near = Near.objects.filter(letters__in=letters, word__language__in=(SOURCE, html_lang(language)))
    near = near.values_list("word__word", "word__written", "word__language").distinct()[:MOST_CANDIDATES]
    scored = [
        (max(SequenceMatcher(None, word, known).ratio() for word in asked), written, code)
        for known, written, code in near
        if known not in asked
    ]
    best = sorted((each for each in scored if each[0] >= ALIKE), reverse=True)[:MOST]
    return {written: marks(code)["attributes"] for _likeness, written, code in best}


def names_like(asked: Iterable[str], language: str) -> dict[str, str]:
    """Names that share a part with a word → how they are marked."""
    known = names_in(language)
    words = {each for each in known for word in asked if share_a_part(word, each)}
    return dict(list({name: attributes for word in sorted(words) for name, attributes in known[word]}.items())[:MOST])


def share_a_part(one: str, other: str) -> bool:
    return len(commonprefix((one, other))) >= SHARED or not set(parts_of(one)).isdisjoint((other, *parts_of(other)))


@held(and_those=NAMES)
def names_in(language: str) -> dict[str, list[tuple[str, str]]]:
    """Folded word → (name, marks) of subjects, places and languages as a reader of this language knows them, by their
    German words as well.
    """
    names: dict[str, dict[str, str]] = {}
    for function in NAMES.values():
        for name, code, german in function():
            names.setdefault(german, {})[code] = name
    found: dict[str, list[tuple[str, str]]] = {}
    for german, by_language in names.items():
        name = by_language.get(language, german)
        attributes = marks(SOURCE if name == german else language)["attributes"]
        for word in words_of(f"{name} {german}"):
            found.setdefault(fold_word(word), []).append((name, attributes))
    return found


def found_by(names: list[tuple[str, str]], query: Query) -> list[tuple[str, str]]:
    """Those that something in the reader's language, or in German only, has all words of."""
    if not names:
        return []
    terms = (Term(name, (tuple(atom(word, query.language) for word in words_of(name)),)) for name, _marks in names)
    found = database_engine().candidates(Asked(query), [Trial((term,)) for term in terms])
    return [name for name, candidates in zip(names, found, strict=True) if candidates]
