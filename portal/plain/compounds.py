"""Compound nouns, taken apart by a list of the parts that stand in words of offices, school, work and health.

Hyphenation libraries know syllables (In-te-gra-ti-ons-kurs), not the parts of a compound, so none is used. What is made
of other parts is not found: better no proposal than a wrong one.
"""

from functools import cache

from .vocabulary import listed

PARTS = listed(
    """abend abschluss adresse alltag alphabet alten amt anerkennung angebot anlauf anmelde anmeldung anspruch
    antrag apotheke arbeit arbeitgeber arbeitnehmer arzt asyl aufenthalt aufgabe aufsicht ausbildung ausgabe
    ausländer ausweis auto bahn bahnhof bank basis beamte begleit begleitung behinderte behinderung behörde
    beitrag beratung bereich bericht beruf bescheid bescheinigung bestätigung besuch betreuung betrieb bewerbung
    bewilligung bibliothek bild bildung brief buch bund bürger büro chor daten deutsch dienst dolmetscher ehe
    ehren einbürgerung einkommen einkauf einschulung einstieg einstufung einwohner elter eltern ende entwicklung
    erlaubnis erziehung essen fach fahr fahrt familie feier ferien feuer finanz flucht flüchtling förder
    förderung form formular forum frage frauen freizeit freiwillig frist führer führung fuß fußball garten gast
    gebühr geburt geld gemeinde gericht geschäft geschichte gesetz gespräch gesundheit gewalt gewerkschaft grund
    gruppe gut haft handy haus haushalt haut heim heizung helfer herkunft hilfe hilfs hoch hochschule impf
    information innen integration internet job jugend kasse kauf kinder kind kirche klasse kleider kleidung
    klinik koch kommunikation konto kontakt konzept kosten kraft kranke kranken krankheit kredit kreis kriegs
    kultur kurs küche laden land landes leben lebensmittel lehr lehrer leistung leiter lern lese liste lohn
    lotse lotsen markt maßnahme mediziner medizin mehr meldung mensch miete mieter migration minderheiten minder
    mittel mitglied mobil monat museum musik mutter muttersprache nach nachbar nachhilfe nachmittag nachweis
    name netz netzwerk niederlassung not notfall nummer öffnung opfer ordnung ort papier park partei partner
    pass patient pension personal personen pflege pflicht plan platz polizei politik post praktikum praxis preis
    problem programm projekt prüfung raum recht rechnung rechtsanwalt region reise religion rente renten rest
    richter ruhe sache säugling schein schicht schiff schreib schuld schulden schuldner schule schul schüler
    schutz schwanger schwangerschaft schwerbehinderte schwimm seelsorge seite selbst selbsthilfe senioren
    service sicherheit sicherung sitzung sommer sozial spiel spielplatz sport sprache sprach sprech staat stadt
    stadtteil standes stelle stellung steuer straße straßenbahn studium stunde suche tag tafel tages tanz tarif
    teil telefon termin test theater ticket tisch tier titel transport treff treffen treffpunkt übergang übersetzung
    umwelt umzug unfall unterhalt unterkunft unterlagen unterricht unterstützung urkunde urlaub vater
    veranstaltung verband verbraucher verein verfahren vergleich verkehr verlängerung vermittlung versammlung
    versicherung vertrag vertretung verwaltung vorlese vormund vorschule vorschuss vorsorge vorstellung wahl
    wasser weg weihnacht weiterbildung welt werk werkstatt wert wirtschaft wochen woche wohn wohngeld wohnung
    wohnungsgeber zahl zahlung zahn zeit zeitung zentrum zeugnis ziel zimmer zu zusatz zuschuss zuwanderung
    zweck"""
) - {"zu", "gut", "nach", "mehr", "haft", "ort", "not", "rest"}
LINKS = ("", "s", "es", "n", "en", "er", "e")
ENDINGS = ("", "s", "es", "e", "en", "n", "er", "ern", "in", "innen", "se", "sen")
LAST = PARTS | {"ort", "häuser", "ämter", "ärzte", "ärztin", "plätze", "verträge", "anträge", "pläne", "kräfte", "räume", "märkte",
                "bücher", "anwältin", "städte", "ausweise", "nachweise", "lotsin", "kurse", "sätze", "gebühren", "helferin"}  # fmt: skip
LONG, SHORTEST = 14, 3


def divided(word: str) -> str:
    """The word with a Mediopunkt between its parts; empty where it is short enough or its parts are not known."""
    parts = parts_of(word.lower())
    if len(parts) < 2 or (len(word) < LONG and len(parts) < SHORTEST) or len(word) < LONG - 1:
        return ""
    return word[: len(parts[0])] + "·" + "·".join(parts[1:])


@cache
def parts_of(word: str) -> tuple[str, ...]:
    """The fewest known parts that make up the word, linking letters with the part before; none if it has unknown ones."""
    if any(word == part + ending for part in LAST for ending in ENDINGS if word.startswith(part)):
        return (word,)
    found = []
    for end in range(3, len(word) - 2):
        begin = word[:end]
        if is_part(begin) and (rest := parts_of(word[end:])):
            found.append((begin, *rest))
    return min(found, key=lambda parts: (len(parts), -len(parts[0])), default=())


@cache
def is_part(begin: str) -> bool:
    return any(begin.removesuffix(link) in PARTS for link in LINKS if begin.endswith(link))
