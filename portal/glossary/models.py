import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from portal.changes import changed
from portal.languages import SOURCE, html_lang, text_direction

GLOSSARY = "glossary"  # scope of changes
WRITTEN = re.compile(r"\w([\w .,/()’-]*[\w.)])?")  # nothing that HTML writes in another way


class GlossaryTerm(models.Model):
    """A German word of offices, explained. Pages mark it wherever it stands in their text."""

    word = models.CharField(_("official word"), max_length=100, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=100, unique=True)
    forms = models.TextField(
        _("other forms"),
        blank=True,
        max_length=1000,
        help_text=_("One on each line, such as plural and genitive: the word is found in texts just as written here."),
    )
    explanation = models.CharField(
        _("explanation"), max_length=250, help_text=_("One or two short sentences in plain German.")
    )
    explanations = models.JSONField(_("explanations in other languages"), default=dict, blank=True)

    class Meta:
        verbose_name = _("official word")
        verbose_name_plural = _("official words")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    @property
    def other_forms(self) -> list[str]:
        return [line.strip() for line in self.forms.splitlines()]

    @property
    def written(self) -> list[str]:
        """The word in all its forms."""
        return [self.word, *self.other_forms]

    def meaning(self, language: str) -> dict[str, str]:
        """The explanation with the `lang` and `dir` it is in: the language's own, or the German one."""
        if found := self.explanations.get(language):
            return {"text": found, "lang": html_lang(language), "dir": text_direction(language)}
        return {"text": self.explanation, "lang": SOURCE, "dir": "ltr"}

    def clean(self):
        super().clean()
        self.forms = "\n".join(self.other_forms).strip()
        others = GlossaryTerm.objects.exclude(pk=self.pk)
        taken = {form: term.word for term in others for form in term.written}
        problems = {
            "word": word_problem(self.word, taken),
            "forms": next(filter(None, forms_problems(self.word, self.other_forms, taken)), None),
        }
        if found := {field: problem for field, problem in problems.items() if problem}:
            raise ValidationError(found)


def word_problem(word: str, taken: dict[str, str]):
    if not WRITTEN.fullmatch(word):
        return _("“%(form)s” is not a word.") % {"form": word}
    if word in taken:
        return _("“%(form)s” belongs to the word “%(word)s” already.") % {"form": word, "word": taken[word]}
    return None


def forms_problems(word: str, forms: list[str], taken: dict[str, str]):
    """What is wrong with each line, or None."""
    for number, form in enumerate(forms, start=1):
        if not form:
            yield _("Line %(number)s is empty. Please write one form on each line.") % {"number": number}
        elif form == word or form in forms[: number - 1]:
            yield _("“%(form)s” stands here twice.") % {"form": form}
        else:
            yield word_problem(form, taken)


@receiver([post_save, post_delete], sender=GlossaryTerm)
def note_term(sender, **kwargs):
    changed(GLOSSARY)
