"""Which fields of a page class are words. Everything else is a fact, or belongs to the page alone."""

from wagtail.blocks import CharBlock
from wagtail_localize.fields import TranslatableField

ON_EVERY_PAGE = ("title", "seo_title", "search_description")


def words(*names: str) -> list[TranslatableField]:
    """The value for `translatable_fields`: what wagtail-localize takes apart into segments, and nothing it copies."""
    return [TranslatableField(name) for name in (*ON_EVERY_PAGE[:1], *names, *ON_EVERY_PAGE[1:])]


class AddressBlock(CharBlock):
    """An address among words: it is the same in all languages."""

    def get_translatable_segments(self, value) -> list:
        return []

    def restore_translated_segments(self, value, segments):
        return value
