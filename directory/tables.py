"""Tables of text with row numbers, from CSV and from the cells of a workbook.

A file that cannot be read at all raises TableError. A row in which something is wrong is marked as broken, and what is
wrong with it is among the table's problems: the other rows can still be used.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from django.utils.translation import gettext as _

MAX_BYTES = 50 * 1024 * 1024  # of a file, and of all tables of a zip file together, unpacked
MAX_ROWS = 50_000
MAX_COLUMNS = 500
MAX_CHARACTERS = 20_000  # of a cell
FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r]")  # what a spreadsheet may take for a formula (OWASP)
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
NOT_STORED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # PostgreSQL refuses NUL, UTF-8 surrogates


class TableError(Exception):
    """A file that cannot be read as a table; the message is for whoever started the import."""


@dataclass(frozen=True)
class Finding:
    """What is wrong, or was left out, and where. Rows count as in a spreadsheet: the header is row 1."""

    message: str
    file: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.row is not None:
            place.append(_("row %(number)d") % {"number": self.row})
        if self.column:
            place.append(_("column %(name)s") % {"name": self.column})
        return f"{', '.join(place)}: {self.message}" if place else self.message


@dataclass(frozen=True)
class Row:
    """The filled cells of a row by column. What comes of a broken one must not be written."""

    number: int
    cells: dict[str, str]
    broken: bool = False

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class Table:
    file: str
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file name without folder and ending: "csv/services.csv" → "services"."""
        return Path(self.file).stem.lower()


def neutralized(text: str) -> str:
    """Text that no spreadsheet takes for a formula: with an apostrophe before it, as people write it themselves."""
    return "'" + text if FORMULA.match(text) else text


def plain(text: str) -> str:
    """The text of a cell without the apostrophe of `neutralized`, with simple line ends."""
    text = LINE_ENDS.sub("\n", text).strip().strip("\ufeff")
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def table_of(file: str, records: Iterable[list[str]]) -> Table:
    """A table from rows of text whose first filled one is the header."""
    table = Table(file)
    for number, cells in enumerate(records, 1):
        if isinstance(cells, Finding):
            table.problems.append(cells)
        elif not any(cell.strip() for cell in cells):
            continue
        elif not table.columns:
            table.columns = columns_of(file, cells)
        elif len(table.rows) == MAX_ROWS:
            raise TableError(_("%(file)s has more than %(count)d rows.") % {"file": file, "count": MAX_ROWS})
        else:
            table.rows.append(row_of(table, number, cells))
    return table


def columns_of(file: str, cells: list[str]) -> list[str]:
    """Names from a header: "Postal Code" and "postal-code" are `postal_code`."""
    names = [re.sub(r"[\s_-]+", "_", plain(cell).lower()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise TableError(_("%(file)s has more than %(count)d columns.") % {"file": file, "count": MAX_COLUMNS})
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise TableError(_("%(file)s has the column “%(name)s” twice.") % {"file": file, "name": twice[:60]})
    broken = next((name for name in names if flaw_of(name)), None)
    if broken is not None:
        raise TableError(_("%(file)s has a header that is not text: is it really a table?") % {"file": file})
    return names


def row_of(table: Table, number: int, cells: list[str]) -> Row:
    found, known = {}, len(table.problems)

    def wrong(message: str, column: str = "") -> None:
        table.problems.append(Finding(message, table.file, number, column))

    for position, cell in enumerate(cells):
        text = plain(cell)
        name = table.columns[position] if position < len(table.columns) else ""
        if not text or text.lower() == "null":
            continue
        if flaw := flaw_of(text):
            wrong(flaw, name)
        elif name:
            found[name] = text
        else:
            wrong(_("“%(text)s” has no column: are there too many separators?") % {"text": shortened(text)})
            break
    return Row(number, found, broken=len(table.problems) > known)


def flaw_of(text: str) -> str:
    """Why the text of a cell cannot be stored; empty when it can."""
    if len(text) > MAX_CHARACTERS:
        return _("The text is too long: %(count)d characters.") % {"count": len(text)}
    if found := NOT_STORED.search(text):
        if "\udc80" <= found[0] <= "\udcff":
            return _("There is a broken character: the file is UTF-8, this is not.")
        return _("There is a character that cannot be stored (%(code)s).") % {"code": f"U+{ord(found[0]):04X}"}
    return ""


def shortened(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def decoded(content: bytes, file: str) -> str:
    """Text in UTF-8, UTF-16 or Windows-1252; what is broken in UTF-8 becomes lone surrogates, seen in its cell."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    text = content.decode("utf-8-sig", errors="surrogateescape")
    broken = sum("\udc80" <= c <= "\udcff" for c in text)
    if not broken:
        return text
    if sum(c > "\x7f" for c in text) - broken >= broken:
        return text
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise TableError(_("%(file)s is not text in UTF-8 or Windows-1252.") % {"file": file}) from error


def separator_of(text: str) -> str:
    """The one of `;`, `,` and tab that the header has most of, outside quotes."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", header)
    return max(";,\t", key=bare.count)


def records_of_csv(content: bytes, file: str) -> Iterator[list[str] | Finding]:
    text = decoded(content, file)
    if told := re.match(r"sep=(.)\r?\n", text):  # Excel's own way of telling
        separator = told[1]
        text = "\n" + text[told.end() :]
    else:
        separator = separator_of(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Finding(_("The quotation marks of this row do not match."), file, number)


def read_csv(content: bytes, file: str) -> Table:
    limit = csv.field_size_limit(MAX_BYTES)
    try:
        return table_of(file, records_of_csv(content, file))
    finally:
        csv.field_size_limit(limit)
