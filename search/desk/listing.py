from django.utils.functional import cached_property

from search.folding import clean_query


class ShortSearch:
    """Mix into a list of the back office: whatever is typed in its search field is cut to what a search can be."""

    @cached_property
    def search_query(self) -> str:
        return clean_query(super().search_query)
