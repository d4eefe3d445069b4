"""What the page of results shows to narrow a search, or to widen it: kinds, filters, chips, ways out."""

from portal import lists
from portal.lists import Chip, Group, Option, group

from .facets import DATE_LABELS, Facet, facets
from .question import Question
from .results import Found
from .things import sources

UNFOLDED = 2  # groups of filters that are open at first


def kinds(question: Question, found: Found) -> list[dict]:
    """{label, count, url, on} of everything and of each kind with hits; nothing where there is no choice."""
    counts = found.counts.get("kind", {})
    names = sorted((name for name in sources() if counts.get(name)), key=lambda name: -counts[name])
    if question.kind and question.kind not in names:
        names.append(question.kind)
    if len(names) < 2 and not question.kind:
        return []
    rows = [("", None, sum(counts.values())), *((name, sources()[name], counts.get(name, 0)) for name in names)]
    return [
        {
            "label": source and source.label,
            "count": "" if found.more else count,
            "url": question.url(kind=name),
            "on": name == question.kind,
        }
        for name, source, count in rows
    ]


def groups(question: Question, found: Found) -> list[Group]:
    """The filters that have something to choose; the numbers are left out where not everything was counted."""
    found_options = {facet: options(facet, question, found) for facet in facets().values()}
    shown = [(facet, some) for facet, some in found_options.items() if some]
    return [group(facet.name, str(facet.heading), some, n < UNFOLDED) for n, (facet, some) in enumerate(shown)]


def options(facet: Facet, question: Question, found: Found) -> list[Option]:
    chosen, counts = question.filters.get(facet.name, ()), found.counts.get(facet.name, {})
    codes = [code for code in {*counts, *chosen} if facet.known(code)]
    rows = [(code, facet.label_of(code), counts.get(code, 0)) for code in codes]
    if facet.name == "date":
        rows.sort(key=lambda row: list(DATE_LABELS).index(row[0]))
    else:
        rows.sort(key=lambda row: (-row[2], row[1]))
    return [Option(facet.name, code, label, "" if found.more else count, code in chosen) for code, label, count in rows]


def chips(question: Question) -> list[Chip]:
    return [
        Chip(facets()[name].label_of(code), question.url(without=(name, code)))
        for name, codes in question.filters.items()
        for code in codes
    ]


def ways_out(question: Question, found: Found) -> list[dict]:
    """Of a search without hits: which filter to drop, and how much there is then."""
    return lists.ways_out(
        (found.without.get(name, 0), ", ".join(labels(question, name)), question.url(without=name))
        for name in question.chosen
    )


def labels(question: Question, name: str) -> list[str]:
    if name == "kind":
        return [str(sources()[question.kind].label)]
    return [facets()[name].label_of(code) for code in question.filters[name]]
