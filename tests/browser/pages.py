"""One address of every kind of page, below the language. Offers and organizations are those of the demo content."""

OFFER = "angebote/sprachcafe-rosenplatz-marxloh/"
ORGANIZATION = "organisationen/sozialwerk-lichthof/"
PAGES = {
    "home": "",
    "offers": "angebote/",
    "offers, filtered": "angebote/?language=bg&open=1&pillar=advice&sort=title",
    "offers, none": "angebote/?q=gibtesnicht&free=1",
    "offer": OFFER,
    "offer, partly translated": "angebote/sprachtandem-neudorf/",
    "offer, not translated": "angebote/zwei-sprachen-zu-hause-hochheide/",
    "organizations": "organisationen/",
    "organization": ORGANIZATION,
    "districts": "stadtteile/",
    "district": "stadtteile/marxloh/",
    "district without offers": "stadtteile/baerl/",
    "news": "aktuelles/",
    "article": "aktuelles/sprachcafe-am-rhein/",
    "situations": "lebenslagen/",
    "situation": "lebenslagen/deutsch-lernen/",
    "search": "suche/",
    "search, found": "suche/?q=Kurs",
    "search, narrowed": "suche/?q=Deutchkurs&kind=offer&language=tr",
    "search, nothing": "suche/?q=gibtesnicht&district=baerl",
    "words": "woerter/",
    "how it works": "so-geht-isi/",
    "imprint": "impressum/",
    "accessibility": "barrierefreiheit/",
    "report": f"melden/?page={OFFER}",
    "not found": "nirgends/",
}
LANGUAGES = ("de", "de-simple", "en", "tr", "ar", "bg", "ro", "ru", "uk", "pl")
