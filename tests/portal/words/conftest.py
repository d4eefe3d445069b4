import pytest
from wagtail.models import Locale
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation, TranslationSource

from portal.words.writing import write


@pytest.fixture
def translate(db):
    """`translate(page, "tr", {"Kommen Sie!": "Gelin!"})`: a translation piece by piece, published."""

    def translate(page, language: str, words: dict[str, str], kind: str = "manual", publish: bool = True):
        locale = Locale.objects.get(language_code=language)
        source, _created = TranslationSource.update_or_create_from_instance(page)
        Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})
        for german, translated in words.items():
            segment = StringSegment.objects.get(source=source, string=String.objects.get(data=german))
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                defaults={"data": translated, "translation_type": kind},
            )
        return type(page).objects.get(pk=write(source, locale, publish=publish).pk)

    return translate
