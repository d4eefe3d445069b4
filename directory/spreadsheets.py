"""Files of tables: CSV, Excel workbooks, zip files and folders of CSV files, read and written.

What is written is read again as it was; a cell that a spreadsheet would take for a formula is written as text.
"""

import csv
import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path, PurePosixPath
from zlib import error as ZlibError

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .tables import MAX_BYTES, MAX_COLUMNS, Table, TableError, neutralized, read_csv, table_of

TEXT = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm")
OLD_EXCEL = bytes.fromhex("d0cf11e0")  # also a workbook with a password
EPOCH = dt.datetime(1970, 1, 1)


def read_tables(path: Path) -> list[Table]:
    """The tables of a file or folder; raises TableError."""
    try:
        if path.is_dir():
            return read_folder(path)
        content = limited(path, path.name)
    except FileNotFoundError as error:
        raise TableError(_("%(file)s does not exist.") % {"file": path}) from error
    except OSError as error:
        raise TableError(f"{path}: {error.strerror}") from error
    return tables_in(content, path)


def limited(path: Path, name: str) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise too_large(name)
    return path.read_bytes()


def too_large(name: str) -> TableError:
    return TableError(_("%(file)s is larger than %(count)d MB.") % {"file": name, "count": MAX_BYTES // 1024 // 1024})


def tables_in(content: bytes, path: Path) -> list[Table]:
    name, suffix = path.name, path.suffix.lower()
    if not content:
        raise TableError(_("%(file)s is empty.") % {"file": name})
    if content.startswith(OLD_EXCEL):
        raise TableError(
            _("%(file)s is an old Excel file, or has a password. Save it as .xlsx without one.") % {"file": name}
        )
    if content.startswith(b"PK"):
        return read_archive(content, name)
    if suffix in WORKBOOKS:
        raise TableError(_("%(file)s is not an Excel workbook, whatever its name says.") % {"file": name})
    if suffix in TEXT:
        return [read_csv(content, name)]
    raise TableError(_("%(file)s is none of .csv, .xlsx, .zip or a folder.") % {"file": name})


def read_folder(path: Path) -> list[Table]:
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in TEXT and not file.name.startswith("."))
    if not files:
        raise TableError(_("There is no table (.csv) in %(file)s.") % {"file": path})
    return [read_csv(limited(file, file.name), file.name) for file in files]


def read_archive(content: bytes, name: str) -> list[Table]:
    """A workbook or a zip file of CSV files."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_BYTES:
                raise too_large(name)
            if "xl/workbook.xml" in archive.namelist():
                return read_workbook(content, name)
            return read_zip(archive, name)
    except (zipfile.BadZipFile, ZlibError, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise TableError(_("%(file)s is broken or has a password.") % {"file": name}) from error


def read_zip(archive: zipfile.ZipFile, name: str) -> list[Table]:
    tables: dict[str, Table] = {}
    for info in archive.infolist():
        member = PurePosixPath(info.filename)
        if (
            info.is_dir()
            or member.suffix.lower() not in TEXT
            or member.name.startswith(".")
            or "__MACOSX" in member.parts
        ):
            continue
        if member.name.lower() in tables:
            raise TableError(_("%(file)s has %(table)s twice.") % {"file": name, "table": member.name})
        tables[member.name.lower()] = read_csv(archive.read(info), member.name)
    if not tables:
        raise TableError(_("There is no table (.csv) in %(file)s.") % {"file": name})
    return list(tables.values())


def read_workbook(content: bytes, name: str) -> list[Table]:
    """The sheets that are not empty. The only one goes by the name of the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations that are of no use here
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            sheets = [table_of(f"{sheet.title}", records_of(sheet)) for sheet in book.worksheets]
    except TableError:
        raise
    except Exception as error:  # a damaged workbook shows as almost anything from openpyxl and its XML parser
        raise TableError(_("%(file)s cannot be read as a workbook. Is it damaged?") % {"file": name}) from error
    filled = [sheet for sheet in sheets if sheet.columns]
    if len(filled) == 1:
        filled[0].file = name
        return filled
    return filled or [Table(name)]


def records_of(sheet) -> Iterator[list[str]]:
    """Rows as wide as the first filled one and a cell more: formatted empty cells may reach to the end of the sheet."""
    sheet.reset_dimensions()  # what the file says of its size need not be true
    width = 0
    for row in sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True):
        if width := max((number for number, value in enumerate(row, 1) if value not in (None, "")), default=0):
            break
    for row in sheet.iter_rows(max_col=width + 1, values_only=True):
        yield [text_of(value) for value in row]


def text_of(value) -> str:
    """The value of a cell as one would type it: 47051, 15.5, 2026-09-01, 09:30."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, dt.timedelta):  # a time of 24 hours and more
        return (EPOCH + value).strftime("%H:%M")
    return str(value)


def save_flat(path: Path, table: Table) -> None:
    """One table as .xlsx or .csv, by the ending."""
    content = workbook_of(table) if path.suffix.lower() in WORKBOOKS else csv_of(table, ";").encode("utf-8-sig")
    replace_file(path, content)


def replace_file(path: Path, content: bytes) -> None:
    """Write beside it first: whoever reads the file meanwhile gets the old one or the new one, never half of it."""
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(content)
    draft.replace(path)


def csv_of(table: Table, separator: str = ",") -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([neutralized(row[column]) for column in table.columns] for row in table.rows)
    return text.getvalue()


def workbook_of(table: Table) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name[:31])
    sheet.freeze_panes = "B2"
    for number, column in enumerate(table.columns, 1):
        longest = max((len(row[column]) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(len(column), longest) + 2, 50)
    sheet.append([text_cell(sheet, column, Font(bold=True)) for column in table.columns])
    for row in table.rows:
        sheet.append([text_cell(sheet, row[column]) for column in table.columns])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def text_cell(sheet, text: str, font: Font | None = None) -> WriteOnlyCell:
    """A cell that stays text: no date, no number, no formula."""
    cell = WriteOnlyCell(sheet, neutralized(text))
    cell.data_type, cell.number_format = "s", "@"
    cell.alignment = Alignment(vertical="top", wrap_text="\n" in text)
    if font:
        cell.font = font
    return cell


def save_linked(path: Path, tables: list[Table]) -> None:
    """Linked tables as a zip file, or as files of a folder that is new or empty."""
    files = {f"{table.name}.csv": csv_of(table).encode() for table in tables}
    if path.suffix.lower() == ".zip":
        content = BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        replace_file(path, content.getvalue())
        return
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise TableError(_("%(file)s is not empty: old tables would be taken for new ones.") % {"file": path})
    for name, text in files.items():
        (path / name).write_bytes(text)
