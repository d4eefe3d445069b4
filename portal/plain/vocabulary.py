"""Words the checks go by. Where a list is long, that is because a short one would raise false alarms."""


def listed(words: str) -> set[str]:
    return set(words.split())


ABBREVIATIONS = {
    r"z\. ?B\.": "zum Beispiel", r"d\. ?h\.": "das heißt", r"u\. ?a\.": "unter anderem", r"usw\.": "und so weiter",
    r"bzw\.": "oder", r"ggf\.": "vielleicht", r"evtl\.": "vielleicht", r"ca\.": "ungefähr", r"etc\.": "und so weiter",
    r"inkl\.": "mit", r"zzgl\.": "dazu kommt", r"max\.": "höchstens", r"mind\.": "mindestens", r"bspw\.": "zum Beispiel",
    r"sog\.": "so genannt", r"vgl\.": "", r"i\. ?d\. ?R\.": "meistens", r"o\. ?Ä\.": "und so weiter", r"[gs]\. ?o\.": "",
    r"u\. ?Ä\.": "und so weiter", r"s\. ?u\.": "", r"Tel\.": "Telefon", r"Std\.": "Stunden", r"tgl\.": "jeden Tag",
    r"Mio\.": "Millionen", r"Mrd\.": "Milliarden", r"Jh\.": "Jahrhundert", r"min\.": "mindestens", r"gem\.": "",
    r"Nr\.(?= ?\d)": "Nummer", r"Abs\.(?= ?\d)": "Absatz", r"Art\.(?= ?\d)": "Artikel", r"\w*[sS]tr\.(?= ?\d)": "Straße",
    r"(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?(?= ?[-–] ?(?:Mo|Di|Mi|Do|Fr|Sa|So)\b)": "", r"Mo\.(?= |$)": "Montag",
    r"Hbf\b\.?": "Haupt·bahnhof", r"(?<=\d )h\b": "Stunden", r"(?<=\d )km\b": "Kilometer", r"(?<=\d )€": "Euro",
    r"(?<=\d )Min\.": "Minuten",
}  # fmt: skip
KNOWN_ACRONYMS = {
    "EU", "ISI", "DU", "PC", "WC", "TV", "SMS", "WLAN", "USA", "PDF", "NRW", "DVD", "CD", "ICE", "ZOB", "LKW", "PKW", "OK",
    "A1", "A2", "B1", "B2", "C1", "C2", "MSV", "DRK", "AWO", "SOS",
}  # fmt: skip
NUMBER_WORDS = {
    word: number
    for number, words in {
        2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben", 8: "acht", 9: "neun", 10: "zehn", 11: "elf",
        12: "zwölf", 13: "dreizehn", 14: "vierzehn", 15: "fünfzehn", 16: "sechzehn", 17: "siebzehn", 18: "achtzehn",
        19: "neunzehn", 20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig",
        80: "achtzig", 90: "neunzig", 100: "hundert einhundert", 1000: "tausend eintausend",
    }.items()
    for word in words.split()
}  # fmt: skip
UNITS = {"ein": 1, **{word: number for word, number in NUMBER_WORDS.items() if number < 10}}
TENS = {word: number for word, number in NUMBER_WORDS.items() if number in range(20, 100)}
SUBJUNCTIVES = {
    "würde": "", "würden": "", "würdest": "", "könnte": "kann", "könnten": "können", "könntest": "kannst",
    "wäre": "ist", "wären": "sind", "wärst": "bist", "hätte": "hat", "hätten": "haben", "hättest": "hast",
    "müsste": "muss", "müssten": "müssen", "dürfte": "darf", "dürften": "dürfen", "sollte": "soll", "sollten": "sollen",
    "käme": "kommt", "kämen": "kommen", "gäbe": "gibt", "gäben": "geben", "bräuchte": "braucht", "bräuchten": "brauchen",
    "ginge": "geht", "fände": "findet", "fänden": "finden", "ließe": "lässt", "wüsste": "weiß", "seien": "sind",
    "werde": "", "habe": "", "sei": "ist",
}  # fmt: skip
FIRST_PERSON = {"werde", "habe"}  # "ich habe" is no subjunctive, "er habe" is one
# In the place of a participle at the end of a clause with "werden": no passive.
NO_PARTICIPLES = listed(
    """bekannt beliebt berühmt verwandt verrückt verliebt bereit gesamt gerecht ernst erst bestimmt überhaupt
    zuletzt vielleicht verletzt unterricht vermutlich geschickt gesund gesünder bewusst vertraut geeignet
    gewohnt gespannt gerührt geben gehen gewinnen genießen gelingen geschehen gehören gefallen gebären gelten
    genügen gestalten gewöhnen gewähren gefährden gelangen gestehen gebrauchen gedenken angehören aufgeben
    ausgehen zugehen eingehen abgeben angeben ausgeben zugeben weitergeben mitgehen losgehen weggehen
    zurückgehen zurückgeben vorgehen nachgehen umgehen hergeben hingehen eingeben untergehen übergeben gegen
    getrennt gelegen verschieden erwachsen bescheiden verlegen betrunken"""
)
STRONG_PARTICIPLES = listed(
    """beschrieben verboten besprochen entschieden verschoben beschlossen verloren gefunden empfohlen verstanden
    erzogen bezogen überwiesen bewiesen unterschrieben verschrieben verglichen übernommen angenommen aufgenommen
    ausgeschlossen abgeschlossen geschlossen unterbrochen versprochen verworfen erworben verliehen betrieben
    vertrieben verwiesen erhoben entnommen vernommen unternommen bestochen bestanden zerrissen zerbrochen
    überwunden verbunden begonnen gewonnen beworben umgezogen eingezogen abgezogen getan unterstützt überprüft
    übersetzt unterrichtet wiederholt übertragen behalten enthalten erhalten eingetragen eingeladen entlassen
    verlassen"""
) - {"behalten", "enthalten", "erhalten", "übertragen"}  # the infinitive is the same
NEUTER_IN_S = ("haus", "glas", "gas", "eis", "nis", "gras", "los", "ß", "ergebnis", "virus", "kurs", "fest")
MASCULINE = listed(
    """Termin Verein Schein Stein Wein Rhein Cousin Name Junge Kunde Kollege Neffe Käse Wille Gedanke Buchstabe
    Türke Pole Russe Experte Pate Garten Laden Boden Ofen Rasen Hafen Regen Wagen Schaden Kuchen Frieden Faden
    Haken Orden Norden Süden Osten Westen Morgen Hunger Betreuer Vertreter Zeuge Bote Erbe Friede Glaube Haufe
    Same Beamte Verwandte Schein Ausweis Führerschein Personalausweis Urin Magen Rücken Streifen Balken Daumen
    Husten Schnupfen Kasten Karren Brunnen Sportverein Kulturverein Eintritt Arzttermin Kinderwagen Nachname
    Vorname Bruder Vater"""
)
FEMININE = listed(
    """Stadt Mutter Tochter Arbeit Frau Bank Welt Post Polizei Nacht Hand Zeit Tür Kinder Eltern Leute Länder Ämter
    Häuser Städte Bürger Wahl Ausfahrt Schwester Feier Person Nachbarschaft Teilnehmer Mitarbeiter Bewohner
    Mitglieder Jahre Kurse Vereine Angebote Männer Bücher Wand Luft Kraft Haut Zukunft Auskunft Unterkunft
    Stunden"""
)
NO_NOUNS = listed(
    """in auf bei mit von nach zu aus für an unter über vor hinter neben zwischen seit durch um gegen ohne bis ab
    während im am sie ihnen ihr ihm ich er es wir uns euch du und oder aber denn wenn dass ob als wie auch nur
    noch schon dann da dort hier heute morgen gestern jetzt bald so nicht ist sind hat haben wird kann muss darf
    will soll gibt kommt geht hilft zeigt sagt fragt gehört gefällt dankt welche welcher wer was wo wann warum
    danach darum deshalb trotzdem zuerst alle jede jeder viele außerdem innerhalb außerhalb ihre seine unsere
    meine diese jene einige manche beide sogar vielleicht dazu davon damit sagen helfen geben zeigen bringen
    danken folgen schreiben antworten erzählen erklären"""
)
FIXED_GENITIVES = (
    "Tag der offenen Tür",
    "Haus der",
    "Forum der Kulturen",
    "Fest der Kulturen",
    "Bund der",
    "Platz der",
)
EASY_WORDS = {
    "partizipation": "Mit·bestimmung", "institution": "Amt oder Verein", "institutionen": "Ämter und Vereine",
    "qualifikation": "was man gelernt hat", "qualifizierung": "Lernen für die Arbeit", "kompetenz": "Können",
    "kompetenzen": "Können", "ressource": "was man hat", "ressourcen": "was man hat", "prävention": "Schutz",
    "präventiv": "zum Schutz", "individuell": "für jeden Menschen anders", "individuelle": "eigene",
    "individuellen": "eigenen", "kontinuierlich": "immer wieder", "relevant": "wichtig", "relevante": "wichtige",
    "existieren": "geben", "existiert": "gibt es", "finanzieren": "bezahlen", "finanziert": "bezahlt",
    "kooperation": "Zusammen·arbeit", "kooperieren": "zusammen arbeiten", "kommunikation": "Reden und Schreiben",
    "kommunizieren": "reden", "koordinieren": "planen", "koordination": "Planung", "koordiniert": "plant",
    "interkulturell": "mit vielen Kulturen", "interkulturelle": "mit vielen Kulturen", "interkulturellen": "mit vielen Kulturen",
    "mobilität": "von Ort zu Ort kommen", "kapazität": "Platz", "kapazitäten": "Plätze", "optimal": "sehr gut",
    "optimale": "sehr gute", "perspektive": "Möglichkeit", "perspektiven": "Möglichkeiten", "workshop": "Kurs",
    "workshops": "Kurse", "event": "Fest", "events": "Feste", "flyer": "Zettel", "support": "Hilfe", "meeting": "Treffen",
    "meetings": "Treffen", "feedback": "Rück·meldung", "coaching": "Beratung", "empowerment": "Stärkung", "event-location": "Ort",
    "migrationshintergrund": "Familie aus einem anderen Land", "obligatorisch": "Pflicht", "fakultativ": "freiwillig",
    "adäquat": "passend", "effektiv": "gut", "effizient": "schnell und gut", "potenzial": "Möglichkeiten",
    "potenziale": "Möglichkeiten", "priorität": "was zuerst kommt", "diskriminierung": "ungerechte Behandlung",
    "intervention": "Hilfe", "sensibilisierung": "Erklärung", "implementierung": "Umsetzung", "implementieren": "machen",
    "evaluation": "Prüfung", "evaluieren": "prüfen", "rezeptpflichtig": "nur mit Rezept", "ambulant": "ohne Über·nachtung",
    "ambulante": "ohne Über·nachtung", "stationär": "im Kranken·haus", "stationäre": "im Kranken·haus", "formalität": "Papiere",
    "formalitäten": "Papiere", "administrativ": "im Amt", "legitimation": "Ausweis", "legitimieren": "ausweisen",
    "transparent": "offen", "transparenz": "Offenheit", "diversität": "Vielfalt", "inklusiv": "für alle", "networking": "Leute kennenlernen",
    "vulnerabel": "schutz·bedürftig", "vulnerable": "schutz·bedürftige", "niedrigschwellig": "einfach", "niedrigschwellige": "einfache",
    "niederschwellig": "einfach", "niedrigschwelliges": "einfaches", "ganzheitlich": "mit allem", "zielgruppe": "Menschen, für die etwas ist",
    "adressat": "Mensch, für den etwas ist", "multiplikatoren": "Menschen, die es weitersagen", "gremium": "Gruppe",
    "gremien": "Gruppen", "konsultieren": "fragen", "initiieren": "anfangen", "tandem": "2 Menschen zusammen",
    "community": "Gemeinschaft", "download": "Herunter·laden", "online-meeting": "Treffen im Internet", "update": "Neues",
}  # fmt: skip
POSITIVE = {
    r"nicht vergessen": "denken Sie daran", r"vergessen Sie nicht": "Denken Sie daran", r"nicht gestattet": "verboten",
    r"nicht erlaubt": "verboten", r"nicht krank": "gesund", r"nicht teuer": "billig", r"nicht schwer": "leicht",
    r"nicht schwierig": "leicht", r"nicht weit": "nah", r"nicht allein": "zusammen", r"nicht offen": "geschlossen",
    r"nicht kostenpflichtig": "kostenlos", r"nicht un\w+(?:lich|ig|bar|isch|wichtig|klug)\w*": "",
    r"nicht selten": "oft", r"nicht zuletzt": "auch", r"nicht ohne": "mit", r"nicht später als": "spätestens",
    r"nicht gleich(?! nebenan)\b": "verschieden",
}  # fmt: skip
