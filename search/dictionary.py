"""Everyday names of things and what they mean, across languages and scripts, kept by the Kernteam.

"Yabancılar Dairesi", "чужденци" and "JC" become the words that the texts of the portal use. `meanings.py` reads it.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.changes import changed

from .folding import MAX_WORDS, fold_word, fold_words, words_of

DICTIONARY = "dictionary"  # scope of changes
LONGEST = 5  # words of a name
MOST_MEANINGS = 4


class DictionaryEntry(models.Model):
    """`names` holds, by language, what people say; `means` the words, one phrase a line, that are searched for then.

    `related` are entries whose things help the same person next: they follow where little is found.
    """

    slug = models.SlugField(_("short name"), max_length=100, unique=True, editable=False)
    means = models.TextField(
        _("means"), max_length=500, help_text=_("Words that stand in the texts of the portal, one phrase on each line.")
    )
    names = models.JSONField(_("other names"), default=dict, blank=True)
    related = models.ManyToManyField("self", verbose_name=_("goes with"), blank=True)

    class Meta:
        verbose_name = _("dictionary entry")
        verbose_name_plural = _("dictionary of the search")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.meanings[0] if self.meanings else self.slug

    @property
    def meanings(self) -> list[str]:
        return [line.strip() for line in self.means.splitlines() if line.strip()]

    def clean(self):
        super().clean()
        self.means = "\n".join(dict.fromkeys(self.meanings))
        if problem := meanings_problem(self.meanings):
            raise ValidationError({"means": problem})
        if self._state.adding and (twin := self.twin()):
            told = _("There is an entry that means “%(means)s” already. Please add the names there.")
            raise ValidationError({"means": ValidationError(told, code="twin", params={"means": twin})})
        self.slug = self.slug or self.free_slug()

    def twin(self) -> "DictionaryEntry | None":
        """Another entry with the same meanings."""
        sought = list(map(fold_words, self.meanings))
        return next((entry for entry in self.others() if list(map(fold_words, entry.meanings)) == sought), None)

    def others(self) -> models.QuerySet:
        return DictionaryEntry.objects.exclude(pk=self.pk)

    def free_slug(self) -> str:
        """The first meaning as a slug that no entry has."""
        slug = slugify(fold_word(self.meanings[0]))[:90] or "wort"
        taken = set(DictionaryEntry.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        free = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
        return next(each for each in free if each not in taken)

    def taken(self) -> dict[str, "DictionaryEntry"]:
        """The names of this entry that another one has as well: both are searched for then."""
        mine = {fold_words(name): name for names in self.names.values() for name in names}
        return {
            mine[fold_words(name)]: entry
            for entry in self.others()
            for name in (*entry.meanings, *(name for names in entry.names.values() for name in names))
            if fold_words(name) in mine
        }


def meanings_problem(meanings: list[str]) -> str:
    if not meanings or not all(map(words_of, meanings)):
        return _("Please write at least one word on each line.")
    if len(meanings) > MOST_MEANINGS:
        return _("These are more than %(most)s lines; the search would leave out the rest.") % {"most": MOST_MEANINGS}
    if any(len(words_of(phrase)) > MAX_WORDS for phrase in meanings):
        return _("Please write short phrases, of at most %(most)s words.") % {"most": MAX_WORDS}
    return ""


def names_problem(names: list[str]) -> str:
    for name in names:
        if not words_of(name):
            return _("“%(name)s” is not a word.") % {"name": name}
        if len(words_of(name)) > LONGEST:
            told = _("“%(name)s” has more than %(most)s words: the search knows names of at most so many.")
            return told % {"name": name[:60], "most": LONGEST}
    return ""


@receiver([post_save, post_delete], sender=DictionaryEntry)
@receiver(m2m_changed, sender=DictionaryEntry.related.through)
def note_entry(sender, **kwargs):
    changed(DICTIONARY)
