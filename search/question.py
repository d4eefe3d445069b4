"""What an address of the search asks, and the addresses of other questions."""

from urllib.parse import urlencode

from django.http import QueryDict

from .facets import facets
from .help import wordless
from .query import Query
from .results import Asked
from .things import sources

SIZE = 20  # results on a page


class Question:
    """The text, one kind, filters, and whether misspelt words are to stay. Unknown values are left out, never an error."""

    def __init__(self, query: QueryDict, language: str):
        self.query = Query(query.get("q", ""), language)
        self.kind = kind if (kind := query.get("kind", "")) in sources() else ""
        self.exact = bool(self.query) and query.get("exact") == "1"
        self.filters: dict[str, tuple[str, ...]] = {}
        for name, facet in facets().items():
            if codes := tuple(code for code in dict.fromkeys(query.getlist(name)) if facet.known(code)):
                self.filters[name] = codes

    def __bool__(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.query or self.kind or self.filters)

    @property
    def typed(self) -> str:
        """What stands in the field: also what is nothing to search for."""
        return self.query.text

    @property
    def text(self) -> str:
        return self.query.text if self.query else ""

    @property
    def problem(self) -> str:
        return wordless(self.typed)

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        return {"kind": (self.kind,), **self.filters} if self.kind else self.filters

    def asked(self, page: int = 1) -> Asked:
        return Asked(self.query, self.chosen, start=(page - 1) * SIZE, size=SIZE, exact=self.exact)

    def url(self, *, without: tuple[str, str] | str = "", **changes: str) -> str:
        """The query string of this question, without a filter ("district", "marxloh") or a whole facet ("district"),
        with another `kind` or `exact`.
        """
        single = {"q": self.text, "kind": self.kind, "exact": "1" if self.exact else "", **changes}
        pairs = [(name, value) for name, value in single.items() if value]
        pairs += [(name, code) for name, codes in self.filters.items() for code in codes]
        return "?" + urlencode([pair for pair in pairs if without not in (pair, pair[0])])

    @property
    def url_without_filters(self) -> str:
        pairs = [("q", self.text)] if self.text else []
        return "?" + urlencode([*pairs, *((field["name"], field["value"]) for field in self.kept)])

    @property
    def kept(self) -> list[dict[str, str]]:
        """What the form of the filters has no field for, {name, value} each."""
        values = {"kind": self.kind, "exact": "1" if self.exact else ""}
        return [{"name": name, "value": value} for name, value in values.items() if value]
