"""Which fields of a page class are words. Everything else is a fact, or belongs to the page alone."""

from wagtail.blocks import CharBlock
from wagtail_localize.fields import TranslatableField


def words(*names: str) -> list[TranslatableField]:
    """The value for `translatable_fields`: what wagtail-localize takes apart into segments, and nothing it copies."""
    return [TranslatableField(name) for name in ("title", *names, "seo_title", "search_description")]


class AddressBlock(CharBlock):
    """An address among words: it is the same in all languages, and nothing one would search for."""

    def get_translatable_segments(self, value) -> list:
        return []

    def restore_translated_segments(self, value, segments):
        return value

    def get_searchable_content(self, value) -> list[str]:
        return []
