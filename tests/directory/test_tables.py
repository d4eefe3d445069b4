import datetime as dt
import zipfile

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from directory import tables
from directory.spreadsheets import csv_of, read_tables, save_flat, save_linked
from directory.tables import Row, Table, TableError, neutralized, plain

HEADER = "id,name,description\n"


@pytest.fixture(autouse=True)
def in_english(nothing_held):
    with override("en"):
        yield


def write(folder, name: str, content: bytes | str):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_one(folder, content: bytes | str, name: str = "offers.csv") -> Table:
    (table,) = read_tables(write(folder, name, content))
    return table


def workbook(folder, *rows, name: str = "offers.xlsx"):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = folder / name
    book.save(path)
    return path


def zipped(folder, files: dict[str, str | bytes], name: str = "tables.zip"):
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            archive.writestr(member, content)
    return folder / name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_umlauts_arrive_in_every_usual_encoding(tmp_path, encoding):
    table = read_one(tmp_path, "id,name\n1,Nähstube für Ältere\n".encode(encoding))
    assert table.rows == [Row(2, {"id": "1", "name": "Nähstube für Ältere"})]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_in_the_header(tmp_path, separator):
    table = read_one(tmp_path, f'"id, or so"{separator}name{separator}b\n1{separator}"a,b;c"{separator}\n')
    assert table.columns == ["id,_or_so", "name", "b"]
    assert table.rows[0].cells == {"id,_or_so": "1", "name": "a,b;c"}


def test_excels_own_line_about_the_separator_is_followed(tmp_path):
    table = read_one(tmp_path, "sep=;\r\nid;name\r\n1;a,b,c\r\n")
    assert table.rows == [Row(3, {"id": "1", "name": "a,b,c"})]


def test_headers_are_read_as_people_write_them(tmp_path):
    assert read_one(tmp_path, "ID, Postal Code ,opens-at\n1,2,3\n").columns == ["id", "postal_code", "opens_at"]


def test_rows_are_numbered_as_in_a_spreadsheet(tmp_path):
    table = read_one(tmp_path, 'id,name\n\n1,"two\nlines"\n,,\n2,b\n')
    assert [(row.number, row["name"]) for row in table.rows] == [(3, "two\nlines"), (5, "b")]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("x" * 2_000_000, "too long: 2000000"),
        ("a\x00b", "U+0000"),
        ("a\x1bb", "U+001B"),
    ],
)
def test_a_cell_that_cannot_be_stored_breaks_its_row_only(tmp_path, cell, message):
    table = read_one(tmp_path, f"{HEADER}1,{cell},\n2,good,\n")
    assert [row.broken for row in table.rows] == [True, False]
    (problem,) = table.problems
    assert (problem.file, problem.row, problem.column) == ("offers.csv", 2, "name")
    assert message in problem.message


def test_bytes_that_are_no_utf8_break_their_row_when_the_rest_is_utf8(tmp_path):
    content = f"{HEADER}1,für Ältere,\n2,".encode() + b"lone \xed\xa0\x80 surrogate" + ",\n3,Grüße\n".encode()
    table = read_one(tmp_path, content)
    assert [row.broken for row in table.rows] == [False, True, False]
    assert "broken character" in table.problems[0].message


def test_bytes_of_no_encoding_we_read_are_refused(tmp_path):
    with pytest.raises(TableError, match="offers.csv is not text in UTF-8 or Windows-1252"):
        read_one(tmp_path, b"id,name\n1,\x81\x8d\x8f\x90\n")


def test_more_cells_than_columns_are_a_problem_of_the_row(tmp_path):
    table = read_one(tmp_path, "id,name\n1,a,b\n2,a,,\n")
    assert [row.broken for row in table.rows] == [True, False]
    assert "“b” has no column" in str(table.problems[0])


def test_a_stray_quotation_mark_costs_one_row(tmp_path):
    table = read_one(tmp_path, 'id,name\n1,"a"b\n2,c\n')
    assert [row["id"] for row in table.rows] == ["2"]
    assert table.problems[0].row == 2


def test_a_quotation_mark_that_never_closes_is_named(tmp_path):
    table = read_one(tmp_path, 'id,name\n1,"a\n2,c\n')
    assert not table.rows
    assert table.problems[0].row == 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("offers.csv", b"", "is empty"),
        ("offers.xlsx", b"id,name\n1,a\n", "not an Excel workbook"),
        ("offers.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old Excel file, or has a password"),
        ("offers.xlsx", b"PK\x03\x04 and no more", "broken"),
        ("offers.zip", b"PK\x03\x04" + b"\0" * 100, "broken"),
        ("offers.pdf", b"%PDF-1.7", "none of .csv, .xlsx, .zip"),
        ("offers.csv", b"id,name,id\n1,a,2\n", "column “id” twice"),
        ("offers.csv", b"i\x00d,name\n1,a\n", "is it really a table"),
        ("offers.csv", ",".join(f"c{n}" for n in range(600)).encode(), "more than 500 columns"),
    ],
)
def test_a_file_that_is_no_table_says_why(tmp_path, name, content, message):
    with pytest.raises(TableError, match=message):
        read_tables(write(tmp_path, name, content))


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(TableError, match="does not exist"):
        read_tables(tmp_path / "nothing.csv")


def test_a_zip_without_tables_says_so(tmp_path):
    with pytest.raises(TableError, match="no table"):
        read_tables(zipped(tmp_path, {"readme.md": "hello"}))


def test_a_workbook_with_a_broken_sheet_says_so(tmp_path):
    path = workbook(tmp_path, ["id", "name"], ["1", "a"])
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row><c r='A1'><v>&#xD800;</v>"
    with pytest.raises(TableError, match="damaged"):
        read_tables(zipped(tmp_path, files, "offers.xlsx"))


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("directory.spreadsheets.MAX_BYTES", 1_000_000)
    path = zipped(tmp_path, {"services.csv": b"a" * 1_000_001})
    assert path.stat().st_size < 10_000
    with pytest.raises(TableError, match="larger than"):
        read_tables(path)


def test_entities_that_blow_up_are_not_expanded(tmp_path):
    path = workbook(tmp_path, ["id", "name"], ["1", "a"])
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{layers}]>' + files["xl/worksheets/sheet1.xml"].decode().replace(
        "1", "&e9;", 1
    )
    files["xl/worksheets/sheet1.xml"] = bomb.encode()
    with pytest.raises(TableError, match="damaged"):
        read_tables(zipped(tmp_path, files, "offers.xlsx"))


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    with pytest.raises(TableError, match="more than 2 rows"):
        read_one(tmp_path, HEADER + "1,a,\n" * 3)


def test_a_folder_and_a_zip_hold_the_same_tables(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    write(folder, "services.csv", HEADER + "1,a,b\n")
    write(folder, "phones.csv", "id,number\n1,0203 1\n")
    write(folder, "datapackage.json", "{}")
    files = {
        "x/services.csv": HEADER + "1,a,b\n",
        "x/phones.csv": "id,number\n1,0203 1\n",
        "__MACOSX/._phones.csv": "\0",
    }
    in_folder = {table.name: table.rows for table in read_tables(folder)}
    assert in_folder == {table.name: table.rows for table in read_tables(zipped(tmp_path, files))}
    assert set(in_folder) == {"services", "phones"}


def test_values_of_a_workbook_become_what_one_would_type(tmp_path):
    row = [47051, 15.5, 3.0, dt.datetime(2026, 9, 1), dt.time(9, 30), True, None, "  Text ", dt.date(2026, 9, 2)]
    (table,) = read_tables(workbook(tmp_path, [f"c{n}" for n in range(9)], row))
    assert table.file == "offers.xlsx"
    assert [table.rows[0][column] for column in table.columns] == [
        "47051", "15.5", "3", "2026-09-01", "09:30", "true", "", "Text", "2026-09-02",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 203 1", "-1", "@SUM(A1)", "\t=1", " =1", "'=1", "''@x", "＝1", "'quoted'", "a=b"]
)
def test_a_formula_is_neutralized_and_read_back(text):
    assert not neutralized(text).lstrip(" \t").startswith(("=", "+", "-", "@", "＝"))
    assert plain(neutralized(text)).strip() == text.strip()


@pytest.mark.parametrize("name", ["offers.xlsx", "offers.csv"])
def test_what_is_saved_is_read_again(tmp_path, name):
    cells = {"id": "1", "name": "=HYPERLINK(1)", "description": 'Two\nlines; "quoted", with , and\ttab'}
    table = Table("offers.csv", ["id", "name", "description"], [Row(2, cells), Row(3, {"id": "0049"})])
    save_flat(tmp_path / name, table)
    (again,) = read_tables(tmp_path / name)
    assert (again.columns, again.rows) == (table.columns, table.rows)


def test_no_cell_of_an_export_begins_like_a_formula(tmp_path):
    table = Table("offers.csv", ["name"], [Row(2, {"name": "=1+1"}), Row(3, {"name": "+49"})])
    save_flat(tmp_path / "offers.xlsx", table)
    sheet = load_workbook(tmp_path / "offers.xlsx").active
    assert [(cell.value, cell.data_type) for (cell,) in sheet.iter_rows(min_row=2)] == [("'=1+1", "s"), ("'+49", "s")]
    assert csv_of(table).splitlines()[1:] == ["'=1+1", "'+49"]


def test_linked_tables_are_not_mixed_with_those_of_an_older_export(tmp_path):
    folder = tmp_path / "export"
    save_linked(folder, [Table("services.csv", ["id"], [Row(2, {"id": "1"})])])
    with pytest.raises(TableError, match="not empty"):
        save_linked(folder, [Table("services.csv", ["id"])])
