"""What the values of a record mean: text of people and machines as values of our fields, or a Problem that says why not.

A value may come from YAML (a date, a number, a list) or from a table (text in German or English habits of writing).
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.changes import held
from portal.languages import SPOKEN

from .models import District, LanguageHours
from .models.labels import LABELS
from .tables import shortened

WEEKDAYS = {day: number for number, day in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))}
TRUE, FALSE = {"true", "yes", "ja", "wahr", "x", "1"}, {"false", "no", "nein", "falsch", "-", "0"}
EMPTY = (None, "")


class Problem(Exception):
    """What is wrong with a record: messages by field name; "" stands for the record as a whole.

    A row of a list is named like "schedule[2]", a field of it "schedule[2].opens_at".
    """

    def __init__(self, errors: dict[str, list[str]]):
        self.errors = errors
        super().__init__(
            "; ".join(f"{name}: {' '.join(found)}" if name else " ".join(found) for name, found in errors.items())
        )


def problem(name: str, message: str, value="", **others) -> Problem:
    return Problem({name: [message % {"value": shortened(str(value)), **others}]})


def required(record: dict, *names: str) -> None:
    missing = {name: [_("This field is required.")] for name in names if record.get(name) in EMPTY}
    if missing:
        raise Problem(missing)


@held(LABELS)
def words_of(model) -> dict[str, int]:
    """Slugs and names in all languages, in lower case → primary key. A slug wins over a name."""
    rows = list(model.objects.all())
    names = {name.casefold(): row.pk for row in rows for name in (row.name, *row.labels.values()) if name}
    return names | {row.slug: row.pk for row in rows}


def one(model, name: str, text) -> models.Model:
    """The district, subject, target group or contact role that goes by a slug or a name."""
    pk = words_of(model).get(str(text).strip().casefold())
    found = pk and model.objects.filter(pk=pk).first()
    if not found:
        raise problem(name, _("“%(value)s” is not known."), text)
    return found


def as_time(value, name: str) -> dt.time:
    """A time of day from "9", "9.30", "09:30:00" or "24:00". A zone is dropped: hours are those of the clock there."""
    if isinstance(value, dt.time):
        return value.replace(tzinfo=None)
    found = re.fullmatch(
        r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d(?:\.\d+)?)?(?:Z|(?:[+-]0|\+1)\d:?\d\d)?", str(value or "").strip()
    )
    try:
        return dt.time(int(found[1]) % 24 if found[1] == "24" else int(found[1]), int(found[2] or 0))
    except (TypeError, ValueError) as error:
        raise problem(name, _("“%(value)s” is not a time such as 09:30."), value or "") from error


def as_date(value, name: str) -> dt.date | None:
    """A date from "2026-09-01", also with a time after it, or "1.9.2026"."""
    if value in EMPTY or isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value or None
    text = str(value).strip()
    if german := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        text = f"{german[3]}-{german[2]:0>2}-{german[1]:0>2}"
    try:
        return dt.date.fromisoformat(re.sub(r"[T ]\d\d:\d\d.*$", "", text))
    except ValueError as error:
        raise problem(name, _("“%(value)s” is not a date such as 2026-09-01."), value) from error


def as_number(value, name: str, places: int = 0) -> Decimal | int:
    """A number with so many decimal places; "15,50 €" is 15.50."""
    text = re.sub(r"\s*(€|eur|euro)$", "", str(value).strip(), flags=re.IGNORECASE)
    if "." not in text:
        text = text.replace(",", ".")
    try:
        number = Decimal(text)
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation as error:
        raise problem(name, _("“%(value)s” is not a number."), value) from error
    if not number.is_finite() or (not places and rounded != number):
        raise problem(name, _("“%(value)s” is not a whole number."), value)
    return rounded if places else int(rounded)


def as_bool(value, name: str) -> bool:
    text = str(value).strip().casefold()
    if text not in TRUE | FALSE:
        raise problem(name, _("“%(value)s” is neither yes nor no."), value)
    return text in TRUE


def choice_words(field: models.Field) -> dict[str, str]:
    """Stored values and labels in all our languages, in lower case → stored value."""
    words = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            words |= {str(label).casefold(): value for value, label in field.choices}
    return words | {str(value).casefold(): value for value, _label in field.choices}


def as_choice(field: models.Field, value) -> str:
    """The stored value for a value or a label."""
    text = str(value).strip()
    if text in dict(field.choices):
        return text
    if found := choice_words(field).get(text.casefold()):
        return found
    choices = ", ".join(str(stored) for stored, _label in field.choices)
    raise problem(field.name, _("“%(value)s” is none of: %(choices)s."), text, choices=choices)


def as_url(value: str) -> str:
    """People leave out the beginning: "www.example.org"."""
    return f"https://{value}" if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", value) else value


def as_languages(value) -> list[str]:
    codes = list(value)
    if unknown := [code for code in codes if code not in SPOKEN]:
        raise problem("languages", _("“%(value)s” is not a language we know."), unknown[0])
    return codes


def value_for(model, name: str, value):
    """The value of a field as the model stores it. Nothing given becomes the empty value of the field."""
    field = model._meta.get_field(name)
    if value in EMPTY:
        return None if field.null else [] if isinstance(field, models.JSONField) else ""
    if isinstance(field, models.JSONField):
        return as_languages(value)
    if isinstance(field, models.BooleanField):
        return as_bool(value, name)
    if isinstance(field, models.DateField):
        return as_date(value, name)
    if isinstance(field, models.DecimalField):
        return as_number(value, name, field.decimal_places)
    if isinstance(field, models.IntegerField):
        return as_number(value, name)
    if field.choices:
        return as_choice(field, value)
    return as_url(str(value).strip()) if isinstance(field, models.URLField) else str(value).strip()


def values_for(model, record: dict, names: tuple[str, ...]) -> dict:
    """Values of the fields a record speaks of. An empty one empties what may be empty, and else says nothing."""
    found = {}
    needed = getattr(model, "REQUIRED_FACTS", ())
    for name in names:
        field = model._meta.get_field(name)
        if name not in record or (record[name] in EMPTY and (name in needed or not field.blank)):
            continue
        found[name] = value_for(model, name, record[name])
    return found


def weekdays_of(given: dict, name: str) -> list[int | None]:
    days = given.get("weekdays") or [None]
    if unknown := [day for day in days if day is not None and day not in WEEKDAYS]:
        raise problem(name, _("“%(value)s” is not a weekday."), unknown[0])
    return [None if day is None else WEEKDAYS[day] for day in days]


def schedule_rows(given: list[dict], model, location_of=None) -> list[dict]:
    """Columns of rows of hours; `weekdays: [mo, we]` becomes one row a day."""
    rows = []
    for number, each in enumerate(given):
        name = f"schedule[{number}]"
        common = {"closed": bool(each.get("closed"))}
        common |= {column: as_date(each.get(column), f"{name}.{column}") for column in ("valid_from", "valid_to")}
        if not common["closed"]:
            common |= {column: as_time(each.get(column), f"{name}.{column}") for column in ("opens_at", "closes_at")}
        if location_of and each.get("location"):
            common["location"] = location_of(each["location"])
        found = [{"weekday": day, **common} for day in weekdays_of(each, name)]
        check_rows(model, found, name)
        rows += found
    return rows


def language_rows(given: list[dict]) -> list[dict]:
    rows = []
    for number, each in enumerate(given):
        name = f"languages[{number}]"
        if each.get("language") not in SPOKEN:
            raise problem(name, _("“%(value)s” is not a language we know."), each.get("language"))
        common = {"language": each["language"], "mode": each.get("mode") or LanguageHours.Mode.FLUENT}
        if each.get("weekdays") or each.get("opens_at"):
            common |= {column: as_time(each.get(column), f"{name}.{column}") for column in ("opens_at", "closes_at")}
        found = [{"weekday": day, **common} for day in weekdays_of(each, name)]
        check_rows(LanguageHours, found, name)
        rows += found
    return rows


def check_rows(model, rows: list[dict], name: str) -> None:
    for values in rows:
        try:
            model(**values).full_clean(exclude=["organization", "offer", "location"])
        except ValidationError as error:
            found = {f"{name}.{column}": messages for column, messages in error.message_dict.items()}
            raise Problem({key.removesuffix(".__all__"): messages for key, messages in found.items()}) from error


def district_of(text) -> District:
    return one(District, "district", text)
