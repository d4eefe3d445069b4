"""Every component with sample data, for `/styleguide/` and its test."""

from datetime import date
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import mark_safe

OPTION = SimpleNamespace
LINK = {"url": "#", "title": "Angebote", "label": "Angebote", "text": "Kurse und Treffpunkte", "current": True}
PLACE = {
    "name": "Haus der Brücke",
    "street": "Rosenplatz 12",
    "city": "47169 Duisburg",
    "note": "mit dem Rollstuhl erreichbar",
    "route_url": "#",
    "map": None,
}
PHONE = {"number": "0221 4710 112", "href": "+492214710112"}
LANGUAGE_ROW = {
    "code": "bg",
    "dir": "ltr",
    "name": "Български",
    "label": "Bulgarisch",
    "times": [{"days": "Dienstag", "hours": "10:00–12:00"}],
    "mode": "mit Dolmetscherin oder Dolmetscher",
    "now": True,
}
HOURS = [{"days": "Montag", "times": ["09:30–11:30", "14:00–16:00"], "note": "ab 1. September", "today": True}]
EXCEPTIONS = [{"date": "21. Dezember – 6. Januar", "words": "geschlossen"}]
OFFER = {
    "url": "#",
    "title": "Deutsch für Eltern mit Kinderbetreuung",
    "summary": "Sie lernen Deutsch, Ihr Kind spielt nebenan.",
    "title_marks": "",
    "summary_marks": "",
    "pillar": "language",
    "pillar_label": "Sprache",
    "term": "Deutsch für Eltern",
    "open": "open",
    "open_label": "Jetzt offen bis 11:30 Uhr",
    "district": "Marxloh",
    "col": 5,
    "row": 4,
    "cost": "kostenlos",
    "languages": "Deutsch, Türkisch",
    "organization": "Kulturbrücke Marxloh e. V.",
}
ORGANIZATION = {
    "url": "#",
    "title": "Kulturbrücke Marxloh e. V.",
    "summary": "Ein Haus für alle, mitten im Stadtteil.",
    "kind": "Migrantenselbstorganisation",
    "districts": ["Marxloh", "Alt-Hamborn"],
    "languages": "Türkisch, Arabisch",
    "offers": "5 Angebote",
    "logo": None,
}
RESULTS = [
    {
        "url": "#",
        "title": mark_safe("Deutsch<mark>kurs</mark> am Abend"),
        "snippet": mark_safe("Der <mark>Kurs</mark> beginnt jeden Monat neu."),
        "title_marks": "",
        "snippet_marks": "",
        "kind": "Angebot",
        "sign": "pillar-language",
        "pillar": "language",
        "about": "Sprache",
        "german": "auf Deutsch",
        "places": ["Marxloh"],
        "tile": {"col": 5, "row": 4},
        "languages": "Deutsch, Türkisch",
        "when": {"iso": "2026-09-06", "words": "6. September 2026"},
        "stale": True,
    },
    {"url": "#", "title": "Marxloh", "kind": "Stadtteil", "sign": "map", "tile": {"col": 5, "row": 4}},
]
KINDS = [
    {"label": None, "count": 34, "url": "#", "on": True},
    {"label": "Angebote", "count": 28, "url": "#", "on": False},
    {"label": "Stadtteile", "count": 6, "url": "#", "on": False},
]
HELPER = {
    "sign": "people",
    "title": "Referat für Integration",
    "url": "#",
    "text": "Sie wissen nicht, welches Amt zuständig ist?",
    "now": [{"open": "open", "label": "Jetzt offen bis 16:00 Uhr"}],
    "phone": PHONE,
}
ARTICLE = {
    "url": "#",
    "title": "32 Vereine öffnen ihre Türen",
    "summary": "Hingehen genügt.",
    "date": date(2026, 9, 6),
    "picture": None,
}
FACET = {
    "name": "language",
    "title": "Gesprochene Sprache",
    "options": [OPTION(name="language", value="bg", label="Bulgarisch", count=18, on=True)],
    "more": [OPTION(name="language", value="fa", label="Persisch", count=7, on=False)],
    "total": "Alle 2 zeigen",
    "open": True,
}
TILE = {"url": "#", "label": "Marx\u00adloh", "in_words": "13 Angebote", "count": 13, "level": 4, "col": 5, "row": 4}
WAYS = [{"url": "#", "label": "Ohne „Jetzt offen“: 18 Treffer"}]


class SampleForm(forms.Form):
    use_required_attribute = False
    reason = forms.ChoiceField(
        label="Was stimmt nicht?", choices=[("a", "Telefon"), ("b", "Adresse")], widget=forms.RadioSelect
    )
    email = forms.EmailField(label="Ihre E-Mail-Adresse", help_text="Nur für die Antwort.")


def samples() -> dict[str, list[dict]]:
    """Contexts by component; a component without variables has one empty context."""
    form = SampleForm({"email": "maria@example"})
    pages = Paginator(range(160), 20)
    page = pages.get_page(3)
    numbers = list(pages.get_elided_page_range(3, on_each_side=1, on_ends=1))
    picture = static("portal/favicon.svg")
    return {
        "breadcrumb": [{"items": [LINK, LINK]}],
        "ask": [{"helper": HELPER}],
        "card_list": [
            {"offers": [OFFER], "level": "h3"},
            {"organizations": [ORGANIZATION], "level": "h3"},
            {"results": RESULTS, "level": "h3"},
        ],
        "chips": [{"chips": [LINK, LINK], "clear_url": "#"}],
        "city": [{}],
        "contact": [{"places": [PLACE], "phones": [PHONE], "mails": ["info@example.org"], "websites": [LINK]}],
        "empty": [{"title": "Nichts gefunden", "text": "Versuchen Sie es so:", "steps": WAYS}],
        "essentials": [
            {
                "pillar": "language",
                "now": [{"open": "open", "label": "Jetzt offen bis 11:30 Uhr"}],
                "phone": PHONE,
                "languages": [LANGUAGE_ROW],
                "places": [PLACE],
                "phones": [PHONE],
                "hours": HOURS,
                "exceptions": EXCEPTIONS,
            }
        ],
        "facet": [{**FACET, "name": "spoken"}],
        "facts": [{"facts": [{"sign": "cost", "label": "Kosten", "value": "kostenlos"}]}],
        "filters": [{"action": "", "facets": [FACET], "keep": [], "on": 1, "submit": "12 Angebote zeigen"}],
        "form_errors": [{"form": form, "text": "Bitte schauen Sie noch einmal:"}],
        "form_field": [{"field": form["reason"]}, {"field": form["email"], "optional": True}],
        "hours": [{"rows": HOURS, "exceptions": EXCEPTIONS, "caption": "Wann"}],
        "kinds": [{"kinds": KINDS}],
        "language_hours": [{"rows": [LANGUAGE_ROW]}],
        "map": [
            {
                "tiles": "/{z}/{x}/{y}.png",
                "host": "tiles.example.org",
                "latitude": 51.5,
                "longitude": 6.7,
                "title": "Haus",
            }
        ],
        "mark": [{}],
        "news_card": [{"article": ARTICLE, "level": "h3"}],
        "not_translated": [{"language": "العربية"}, {"simple": True}],
        "nothing_found": [{"ways_out": WAYS}, {"query": "Kurs", "search_url": "#"}],
        "notice": [{"kind": kind, "text": "Ein Satz, der hilft."} for kind in ("info", "success", "warning", "error")],
        "organization_card": [{"organization": ORGANIZATION, "level": "h3", "signs": static("portal/signs.svg")}],
        "page_head": [{"title": "Angebote", "lead": "Was es gibt.", "kicker": "Sprache", "sign": "pillar-language"}],
        "pagination": [{"page": page, "numbers": numbers, "ellipsis": pages.ELLIPSIS}],
        "picture": [
            {"url": picture, "width": 64, "height": 64, "alt": "Das Zeichen", "caption": "DU", "credit": "ISI"}
        ],
        "pillar_entry": [{"pillar": p, "title": p, "text": "…", "url": "#"} for p in ("language", "work")],
        "promoted": [{"promoted": [LINK | {"description": "Die ersten Wochen", "marks": ""}]}],
        "result_card": [{"result": RESULTS[0], "level": "h3", "signs": static("portal/signs.svg")}],
        "search_box": [{"action": "#", "id": "sample-q", "label": "Was suchen Sie?", "large": True}],
        "share_bar": [{"report_url": "#"}],
        "sign_video": [{"url": "/media/probe.webm", "type": "video/webm", "captions": "/media/probe.vtt"}],
        "site_foot": [{"links": [LINK], "barrier_url": "#"}],
        "site_head": [
            {
                "home_url": "#",
                "navigation": [LINK | {"lang": ""}],
                "language": "Deutsch",
                "languages": [],
                "search_url": "#",
            }
        ],
        "situation_entry": [{"url": "#", "title": "Neu in Duisburg", "text": "Die ersten Wochen", "sign": "door"}],
        "sort": [{"options": [{"value": "title", "label": "nach Titel", "on": True}], "near": []}],
        "tile_locator": [{"col": 5, "row": 4, "label": "Marxloh"}],
        "tile_map": [{"tiles": [TILE]}],
        "untranslated": [{"page": None}],
        "ways_on": [{"search_url": "#", "home_url": "#", "offers_url": "#"}],
    }


def rendered(request) -> list[dict]:
    """Name and HTML of every component, on the ground it is made for."""
    night = {"city", "tile_map", "mark"}
    in_list = {"ask", "organization_card", "result_card", "news_card", "pillar_entry", "situation_entry"}
    return [
        {
            "name": name,
            "night": name in night,
            "in_list": name in in_list,
            "html": [render_to_string(f"components/{name}.html", context, request) for context in contexts],
        }
        for name, contexts in samples().items()
    ]
