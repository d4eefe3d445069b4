"""The official words that the portal explains, as things to find."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.glossary.models import GLOSSARY, GlossaryTerm
from portal.languages import SOURCE

from .things import ModelSource, Thing, Words, register


@register
class OfficialWords(ModelSource):
    kind, label, scope, weight = "word", _("Words explained"), GLOSSARY, 0.8
    one, sign = _("Word explained"), "book"

    def public(self):
        return GlossaryTerm.objects.all()

    def things(self, ids: set[int] | None = None) -> Iterator[Thing]:
        terms = self.public() if ids is None else self.public().filter(pk__in=ids)
        for term in terms:
            explained = {SOURCE: term.explanation, **term.explanations}
            yield Thing(
                key=str(term.pk),
                path=f"woerter/#wort-{term.slug}",
                words={
                    code: Words(term.word, explained[code], german=("title",))
                    for code, _name in settings.LANGUAGES
                    if explained.get(code)
                },
                labels={SOURCE: term.other_forms} if term.forms else {},
            )
