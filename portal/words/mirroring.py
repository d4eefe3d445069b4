"""What happens to a German page happens to its translations, in the same transaction, whatever the way.

Slug, place in the tree, going live and going away are those of the source. Homes keep their own slugs.
"""

from django.core.exceptions import ValidationError
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from portal.languages import SOURCE
from portal.tree import locale_ids

from .writing import HOME_DEPTH


def follows(page) -> bool:
    """Whether this page takes slug and place from a source page."""
    return page.depth > HOME_DEPTH and page.locale_id != locale_ids()[SOURCE]


def source_slug(page) -> str:
    """The slug of the source page, or the page's own where there is none."""
    found = Page.objects.filter(translation_key=page.translation_key, locale_id=locale_ids()[SOURCE])
    return found.values_list("slug", flat=True).first() or page.slug


@receiver(post_save)
def mirror(sender, instance, created, raw=False, **kwargs):
    """Also when Wagtail saves a bare `Page`, as it does after a move."""
    if raw or created or not isinstance(instance, Page) or instance.depth <= HOME_DEPTH:
        return
    if instance.locale_id != locale_ids().get(SOURCE):
        return
    others = Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
    for translation in others.select_related("locale"):
        mirror_slug(instance, translation)
        mirror_place(instance, translation)
        mirror_liveness(instance, translation)


def mirror_slug(source, translation) -> None:
    if translation.slug != source.slug:
        translation.slug = source.slug
        translation.save(clean=False)


def mirror_place(source, translation) -> None:
    parent, now = source.get_parent(), translation.get_parent()
    if parent.translation_key == now.translation_key:
        return
    target = Page.objects.filter(translation_key=parent.translation_key, locale_id=translation.locale_id).first()
    if target is None:
        raise ValidationError(untranslated_place(parent, [translation.locale.language_name_local]))
    translation.refresh_from_db()
    translation.move(target, "last-child")


def untranslated_place(parent, languages: list[str]) -> str:
    return _("“%(page)s” is not translated yet. Translate it first (%(languages)s), then move pages below it.") % {
        "page": parent.title,
        "languages": ", ".join(languages),
    }


def mirror_liveness(source, translation) -> None:
    """What was live in another language returns when its source does."""
    if source.live == translation.live:
        return
    page = Page.objects.get(pk=translation.pk).specific
    returning = page.translation_state.get("returns")
    if not source.live:
        page.translation_state |= {"returns": page.live_revision_id or page.latest_revision_id}
        page.unpublish()
    elif returning and (revision := Revision.objects.filter(pk=returning).first()):
        revision.publish()


@receiver(post_delete)
def delete_translations(sender, instance, **kwargs):
    if issubclass(sender, Page) and instance.locale_id == locale_ids().get(SOURCE):
        for translation in Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk):
            translation.delete()


def languages_without(parent, page) -> list[str]:
    """Own names of the languages that this page is in and its new parent is not."""
    there = parent.get_translations(inclusive=True).values_list("locale_id", flat=True)
    missing = page.get_translations().exclude(locale_id__in=there) if page.locale_id == parent.locale_id else ()
    return [each.locale.language_name_local for each in missing]
