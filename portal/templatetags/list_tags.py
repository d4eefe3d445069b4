"""What a list has by the dozen, written here: as templates, these rows cost most of the time of a page."""

from html import escape

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

CHECKBOX = '<label><input type="checkbox" name="{}" value="{}"{}>{}<span>{}</span></label>\n'
SIGN = '<svg class="sign" aria-hidden="true"><use href="{signs}#{name}"/></svg>'
CARD = """<li class="card {pillar}">
<p class="kicker">{sign_pillar}<b>{pillar_label}</b>{term}</p>
<{level}{title_marks}><a class="cover" href="{url}">{title}</a></{level}>
<p{summary_marks}>{summary}</p>
<p class="meta">{meta}</p>
<p class="meta">{plate}<span class="soft"><bdi>{organization}</bdi></span></p>
{locator}</li>
"""
LANGUAGE = '<li><a href="{url}" lang="{lang}" hreflang="{code}" dir="{dir}"{current}>{name}</a></li>\n'
LINK = '<li><a href="{url}"{marks}{current}>{title}</a></li>'
PLATE = '<span class="plate" lang="de"><span>{}</span></span>'
LOCATOR = (
    '<svg class="locator" viewBox="0.5 0.9 8.5 12.2" aria-hidden="true"><use href="{signs}#tiles" x=".5" y=".9"/>'
    '<rect class="c{col} r{row}" x="{col}" y="{row}" width="1.5" height="1.5" rx=".3"/></svg>'
)


@register.simple_tag
def checkboxes(options) -> SafeString:
    """The rows of a facet; `options` have name, value, label, count, on."""
    rows = [
        CHECKBOX.format(o.name, escape(o.value), " checked" if o.on else "", escape(str(o.label)), o.count)
        for o in options
    ]
    return mark_safe("".join(rows))  # noqa: S308 — escaped above; names are those of our fields


@register.simple_tag
def language_links(languages: list[dict]) -> SafeString:
    """The rows of the language switch; `languages` are those of `PortalContext`."""
    rows = [
        LANGUAGE.format(
            **each | {"url": escape(each["url"]), "current": ' aria-current="true"' if each["current"] else ""}
        )
        for each in languages
    ]
    return mark_safe("".join(rows))  # noqa: S308 — escaped above; the others are settings


@register.simple_tag
def navigation_links(navigation: list[dict]) -> SafeString:
    """The rows of the menu, each {url, title, lang, dir, current}."""
    rows = [
        LINK.format(
            url=escape(each["url"]),
            title=escape(str(each["title"])),
            marks=f' lang="{each["lang"]}" dir="{each["dir"]}"' if each["lang"] else "",
            current=' aria-current="page"' if each["current"] else "",
        )
        for each in navigation
    ]
    return mark_safe("".join(rows))  # noqa: S308 — escaped above


@register.simple_tag
def offer_cards(offers: list[dict], signs: str, level: str) -> SafeString:
    """Offers in a list, each {url, title, title_marks, summary, summary_marks, pillar, pillar_label, term, open, open_label, district,
    col, row, cost, languages, organization}; `open` is open, later, closed or unknown; the words are finished.

    `signs` is the address of signs.svg, `level` h2 or h3.
    """
    spoken = escape(_("Spoken:"))
    return mark_safe("".join(offer_card(offer, signs, level, spoken) for offer in offers))  # noqa: S308 — escaped below


def offer_card(offer: dict, signs: str, level: str, spoken: str) -> str:
    shown = {name: conditional_escape(value) for name, value in offer.items()}

    def sign(name: str) -> str:
        return SIGN.format(signs=signs, name=name)

    meta = []
    if shown["open_label"]:
        meta.append(f'<span data-open="{shown["open"]}">{sign("clock")}{shown["open_label"]}</span>')
    if shown["languages"]:
        meta.append(f'<span>{sign("language")}<span class="hide">{spoken}</span> {shown["languages"]}</span>')
    if shown["cost"]:
        meta.append(f"<span>{sign('cost')}{shown['cost']}</span>")
    return CARD.format(
        **shown | {"term": f"&nbsp;· {shown['term']}" if shown["term"] else ""},
        level=level,
        sign_pillar=sign(f"pillar-{shown['pillar']}"),
        meta="\n".join(meta),
        plate=PLATE.format(shown["district"]) if shown["district"] else "",
        locator=LOCATOR.format(signs=signs, **shown) if shown["col"] else "",
    )
