"""What rows of linked tables say about a service, in the form of our records."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from directory.tables import Row

from .feed import Known
from .shorthand import WEEKDAYS, language_code, weekdays_of

RARE = ("count", "byweekno", "bymonthday", "byyearday")  # rules of RFC 5545 that our hours do not know
SPOKEN_TYPES = ("", "voice", "cell")  # of phones (RFC 6350); a fax answers nobody
ZONED = re.compile(r"(Z|[+-]\d\d:?\d\d)$", re.IGNORECASE)


def hours_of(row: Row) -> dict | None:
    """A row of schedules as a row of ours; None when weekdays and times cannot say the same."""
    hours = {"valid_from": row["valid_from"] or row["dtstart"], "valid_to": row["valid_to"] or row["until"]}
    if row["closed"].lower() in ("true", "yes", "1"):
        return hours | {"closed": True}
    if any(row[name] for name in RARE) or row["interval"] not in ("", "1", "1.0") or not row["opens_at"]:
        return None
    days = days_of(row)
    if days is None:
        return None
    return hours | {"weekdays": days, "opens_at": row["opens_at"], "closes_at": row["closes_at"]}


def days_of(row: Row) -> list[str] | None:
    """Weekdays of a row of schedules; none for a single day, None for what is no rule of whole weeks."""
    frequency = row["freq"].upper()
    if frequency == "DAILY":
        return list(WEEKDAYS)
    if frequency not in ("", "WEEKLY"):
        return None
    try:
        if row["byday"]:
            return weekdays_of(row["byday"].replace(" ", ""))
        if frequency and row["dtstart"]:
            return [WEEKDAYS[dt.date.fromisoformat(row["dtstart"][:10]).weekday()]]
    except ValueError:  # "1SA": the first Saturday of the month
        return None
    return [] if not frequency and row["valid_from"] and row["valid_from"] == row["valid_to"] else None


def language_of(row: Row) -> dict | None:
    """A row of languages as a row of ours; None when we do not know the language."""
    code = language_code(row["code"]) or language_code(row["name"])
    if not code:
        return None
    spoken = {"language": code, "mode": row["mode"] or "fluent"}
    if row["byday"]:
        spoken |= {"weekdays": weekdays_of(row["byday"]), "opens_at": row["opens_at"], "closes_at": row["closes_at"]}
    return spoken


def holds(row: Row, today: dt.date) -> bool:
    """Whether a cost option is not over."""
    return not row["valid_to"] or row["valid_to"][:10] >= today.isoformat()


def cost_of(rows: list[Row]) -> dict[str, str]:
    """Cost, amount and a sentence about it from cost options."""
    amounts = [(amount, row["currency"].upper()) for row in rows if (amount := amount_of(row)) is not None]
    if not amounts:
        return {}
    if not any(amount for amount, _currency in amounts):
        return {"cost": "free"}
    found = {"cost": "paid", "fees_description": "; ".join(map(cost_words, rows))[:250]}
    if len(amounts) == 1 and amounts[0][1] in ("", "EUR"):
        found["cost_amount"] = str(amounts[0][0])
    return found


def cost_words(row: Row) -> str:
    """ "Under 18s: 35 GBP per session"."""
    price = " ".join(filter(None, (row["amount"], row["currency"].upper(), row["amount_description"])))
    return f"{row['option']}: {price}" if row["option"] else price


def amount_of(row: Row) -> Decimal | None:
    try:
        return Decimal(row["amount"])
    except InvalidOperation:
        return None


def terms_of(rows: list[Row], known: Known) -> tuple[dict[str, list[str]], list[Row]]:
    """Slugs of our subjects and target groups for rows of taxonomy_terms, and the rows that are none of ours."""
    found: dict[str, list[str]] = {}
    unknown = []
    for row in rows:
        words = [row["code"].casefold(), row["name"].casefold()]
        hits = [(name, labels[word]) for name, labels in known.labels.items() for word in words if word in labels]
        own = [hit for hit in hits if hit[0] == row["taxonomy"]] or hits
        if own:
            found.setdefault(own[0][0], []).append(own[0][1])
        else:
            unknown.append(row)
    return found, unknown


def phone_number(text: str) -> str:
    """A number without what was put around it: quotes, unbreakable spaces, dashes of word processors."""
    text = text.strip("\"' \xa0").replace("\xa0", " ").replace(".", " ")
    return re.sub("[\u2010-\u2012\u2014]", "-", text)
