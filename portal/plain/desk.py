"""The hints on a page in Leichte Sprache for those who write it: above its form, and as a page of their own."""

import re
from collections.abc import Iterator
from html import unescape

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets import Button
from wagtail.models import Page

from portal.glossary.words import NAMES
from portal.words.state import is_synced, segments_of, translated_segments

from .checks import Finding, check

SIMPLE = "de-simple"
LINE_BREAK, TAG = re.compile(r"<br\s*/?>|</(?:p|li)>"), re.compile(r"<[^>]*>")
AROUND = 40  # characters before and after an excerpt


def is_simple(page) -> bool:
    return page.locale.language_code == SIMPLE


def words_of(page) -> Iterator[tuple[str, str]]:
    """(field, text) of what stands in the form now: the latest draft, or what was translated piece by piece."""
    if is_synced(page):
        pieces = [(each.path, each.translation) for each in translated_segments(page.translation_key, page.locale_id)]
    else:
        pieces = [(each.path, each.text) for each in segments_of(page.get_latest_revision_as_object())]
    for path, html in pieces:
        if html and not path.endswith("slug"):
            yield path.partition(".")[0], unescape(TAG.sub("", LINE_BREAK.sub("\n", html)))


def hints(page) -> list[dict]:
    """Fields of the page that have findings: their label, and each finding with the words around it."""
    names = [name for names_of in NAMES.values() for name in names_of()]
    fields: dict[str, list[dict]] = {}
    for field, text in words_of(page):
        found = [shown(text, finding) for finding in check(text, names)]
        fields.setdefault(field, []).extend(found)
    return [
        {"label": type(page)._meta.get_field(field).verbose_name, "findings": found}
        for field, found in fields.items()
        if found
    ]


def shown(text: str, finding: Finding) -> dict:
    before, after = text[: finding.start], text[finding.end :]
    return {
        "rule": finding.rule,
        "before": ("…" if len(before) > AROUND else "") + before[-AROUND:].lstrip(),
        "excerpt": finding.excerpt,
        "after": after[:AROUND].rstrip() + ("…" if len(after) > AROUND else ""),
        "proposal": finding.proposal,
    }


def counted(fields: list[dict]) -> str:
    count = sum(len(field["findings"]) for field in fields)
    return ngettext(
        "%(count)s hint for Leichte Sprache", "%(count)s hints for Leichte Sprache", count
    ) % {"count": count}  # fmt: skip


def report(request, page_id: int):
    page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id).specific
    if not is_simple(page) or not page.permissions_for_user(request.user).can_edit():
        raise Http404
    fields = hints(page)
    return render(request, "portal/admin/plain_report.html", {"page": page, "fields": fields, "count": counted(fields)})


def show_hints(request, page) -> None:
    """Above the form of a page, also where its translation is edited. Nothing here keeps anybody from saving."""
    if request.method != "GET" or not is_simple(page) or not page.permissions_for_user(request.user).can_edit():
        return
    if fields := hints(page):
        context = {"fields": fields, "count": counted(fields), "url": reverse("plain_report", args=[page.pk])}
        messages.info(request, render_to_string("portal/admin/plain_notice.html", context), extra_tags="plain-hints")


def header_button(page, user, next_url=None, view_name=None) -> Iterator[Button]:
    if is_simple(page) and page.permissions_for_user(user).can_edit():
        url = reverse("plain_report", args=[page.pk])
        yield Button(_("Check Leichte Sprache"), url, icon_name="check", priority=70)
