"""The two facet indexes of the directory, kept in step with the journal of changes."""

import gc

from portal.changes import journal

from .facet_index import FacetIndex
from .loading import ONLINE, offer_items, organization_items
from .models.labels import LABELS
from .signal_handlers import OFFERS, ORGANIZATIONS

FEW = 500  # up to so many changes are followed one by one


class Following:
    """An index that is built at its first use and then follows the changes of its scope.

    When labels change, everything is read anew.
    """

    def __init__(self, scope: str, load, kind: str):
        self.scope, self.load, self.kind = scope, load, kind
        self.reset()

    def reset(self) -> None:
        self.version = self.everything = self.index = None

    def __call__(self) -> FacetIndex:
        version, everything = journal.version(self.scope), journal.version(LABELS)
        if self.index is None or everything != self.everything:
            self.index = FacetIndex(self.load(), self.kind)
        elif version != self.version:
            pks = journal.since(self.scope, self.version)
            if pks is None or len(pks) > FEW:
                self.index = FacetIndex(self.load(), self.kind)
            else:
                self.index.update(pks, self.load(pks))
        if version != self.version or everything != self.everything:
            gc.freeze()  # the collector need not look at these many objects again and again
        self.version, self.everything = version, everything
        return self.index


offer_index = Following(OFFERS, offer_items, "offer")
organization_index = Following(ORGANIZATIONS, organization_items, "organization")


def names_of_organizations() -> list[str]:
    """The name of each public organization in all languages."""
    return [texts[0] for item in organization_index().items if item for texts in item.texts.values()]


__all__ = ["ONLINE", "ORGANIZATIONS", "names_of_organizations", "offer_index", "organization_index"]
