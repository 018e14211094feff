"""Workbooks that nobody should have to receive, made by a seeded script: name to bytes.

`python -m tests.jobs.imports.hostile_files FOLDER` writes them out to be tried by hand.
"""

import io
import random
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
import xlwt

HEADINGS = ["单位名称", "岗位名称", "招聘人数", "薪资", "截止日期"]
ROW = ["甲公司", "焊工", "3", "5-8K", "2027-01-05"]
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)
MEGABYTE = 1 << 20
DICE = random.Random(20260305)


def book(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    fill(made)
    made.close()
    return content.getvalue()


def rows(*lines: list, name: str = "岗位") -> bytes:
    def fill(made):
        sheet = made.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)

    return book(fill)


def cells(write: Callable[[object], None]) -> bytes:
    """Headings, and whatever `write` puts below them."""

    def fill(made):
        sheet = made.add_worksheet("岗位")
        sheet.write_row(0, 0, HEADINGS)
        write(sheet)

    return book(fill)


def raw(sheet: str, **parts: str) -> bytes:
    """An xlsx put together by hand, with this XML as its sheet."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def inline(text: str) -> str:
    cell = f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'
    return SHEET.format(f'<sheetData><row r="1">{cell}</row></sheetData>')


def lying_bomb() -> bytes:
    """120 MB that its headers call 1,000 bytes."""
    content = bytearray(raw(SHEET.format("<sheetData>" + " " * (120 * MEGABYTE) + "</sheetData>")))
    size = struct.pack("<I", 120 * MEGABYTE + len(SHEET.format("<sheetData></sheetData>")))
    place = content.find(size)
    while place >= 0:
        content[place : place + 4] = struct.pack("<I", 1_000)
        place = content.find(size)
    return bytes(content)


def many_parts() -> bytes:
    return raw(inline("x"), **{f"xl/media/{number}.bin": "x" for number in range(1_500)})


def zip_flagged_encrypted() -> bytes:
    content = bytearray(rows(HEADINGS, ROW))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


def twice_the_same_part() -> bytes:
    content = io.BytesIO(rows(HEADINGS, ROW))
    with zipfile.ZipFile(content, "a") as archive:
        archive.filelist[0].filename = archive.filelist[0].filename
        archive.writestr("xl/worksheets/sheet1.xml.bak", "x")
        archive.writestr("../../etc/passwd", "x")
    return content.getvalue()


def xls(fill: Callable[[object], None]) -> bytes:
    made = xlwt.Workbook(encoding="utf-8")
    fill(made.add_sheet("岗位"))
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def old_rows(sheet) -> None:
    for number, line in enumerate([HEADINGS, ROW]):
        for column, cell in enumerate(line):
            sheet.write(number, column, cell)


def laughs() -> bytes:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    return raw(f"<?xml version='1.0'?><!DOCTYPE x [{entities}]>" + inline("&j;"))


def stranger_entity() -> bytes:
    return raw('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + inline("&f;"))


def broken_archive() -> bytes:
    return rows(HEADINGS, ROW)[:-200]


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\n".join((",".join(HEADINGS), *lines)).encode(encoding)


def bad_name(name: str) -> Callable[[], bytes]:
    return lambda: rows(HEADINGS, [name, *ROW[1:]])


FILES: dict[str, Callable[[], bytes]] = {
    # Bombs
    "bomb_200_mb.xlsx": lambda: raw(SHEET.format("<sheetData>" + " " * (200 * MEGABYTE))),
    "bomb_that_lies.xlsx": lying_bomb,
    "bomb_of_parts.xlsx": many_parts,
    "bomb_of_one_text.xlsx": lambda: raw(inline("长" * (20 * MEGABYTE))),
    "bomb_of_cells.xlsx": lambda: raw(
        SHEET.format("<sheetData>" + "<row>" + "<c><v>1</v></c>" * 3_000_000 + "</row></sheetData>")
    ),
    "billion_laughs.xlsx": laughs,
    "external_entity.xlsx": stranger_entity,
    # Sizes
    "declares_all_cells.xlsx": lambda: raw(
        SHEET.format('<dimension ref="A1:XFD1048576"/><sheetData></sheetData>')
    ),
    "last_cell_of_the_sheet.xlsx": lambda: cells(lambda sheet: sheet.write(1_048_575, 16_383, "x")),
    "last_row_of_the_sheet.xlsx": lambda: cells(lambda sheet: sheet.write(1_048_575, 0, "x")),
    "thirty_thousand_rows.csv": lambda: csv(*[",".join(ROW)] * 30_000),
    "million_empty_lines.csv": lambda: csv("\n" * 1_000_000),
    "three_hundred_columns.xlsx": lambda: rows([f"列{n}" for n in range(300)], ["x"] * 300),
    "sixty_sheets.xlsx": lambda: book(
        lambda made: [made.add_worksheet(f"表{n}").write(0, 0, "x") for n in range(60)]
    ),
    "eleven_megabytes.csv": lambda: b"x" * (11 * MEGABYTE),
    "one_cell_of_5_mb.csv": lambda: csv("甲" * (MEGABYTE)),
    "heading_of_10000_characters.xlsx": lambda: rows([*HEADINGS, "长" * 10_000], [*ROW, "x"]),
    "text_of_30000_characters.xlsx": lambda: rows(HEADINGS, ["甲" * 30_000, *ROW[1:]]),
    # Not what they say
    "empty.xlsx": lambda: b"",
    "blanks.csv": lambda: b" \r\n\t\n",
    "no_cells.xlsx": rows,
    "only_headings.xlsx": lambda: rows(HEADINGS),
    "hidden.xlsx": lambda: book(
        lambda made: (made.add_worksheet("a"), made.add_worksheet("b").hide())
    ),
    "picture.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + DICE.randbytes(2_000),
    "paper.xls": lambda: b"%PDF-1.7\n" + DICE.randbytes(2_000),
    "program.csv": lambda: b"MZ\x90\x00" + DICE.randbytes(2_000),
    "web_page.xls": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "document.xlsx": lambda: raw("").replace(b"xl/", b"wd/"),
    "noise_after_zip.xlsx": lambda: b"PK\x03\x04" + DICE.randbytes(5_000),
    "noise_after_ole.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + DICE.randbytes(5_000),
    "cut_off.xlsx": broken_archive,
    "cut_off.xls": lambda: xls(old_rows)[:3_000],
    "names_outside.xlsx": twice_the_same_part,
    "encrypted.xlsx": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + DICE.randbytes(3_000)
    ),
    "encrypted_zip.xlsx": zip_flagged_encrypted,
    # Encodings
    "two_encodings.csv": lambda: csv("甲公司,焊工") + "\n乙公司,电工".encode("gb18030"),
    "odd_utf16.csv": lambda: csv("甲,焊工", encoding="utf-16")[:-1],
    "zeros.csv": lambda: csv("甲\0公司,焊工"),
    "open_quote.csv": lambda: csv('"甲公司,焊工,3'),
    # Cells
    "wrong_types.xlsx": lambda: rows(HEADINGS, [True, 1.5, "三点五", False, 5]),
    "formulas_without_values.xlsx": lambda: cells(
        lambda sheet: [sheet.write_formula(1, n, "=A1&B1", None, "") for n in range(5)]
    ),
    "error_cells.xlsx": lambda: cells(
        lambda sheet: [
            sheet.write_formula(1, n, "=1/0", None, text)
            for n, text in enumerate(["#DIV/0!", "#N/A", "#REF!", "#NAME?", "#VALUE!"])
        ]
    ),
    "formula_texts.csv": lambda: csv("=1+1,@SUM(A1),+3,-5,=cmd|' /C calc'!A0"),
    "control_characters.csv": lambda: csv("甲\x07公\x1b司\x7f,焊\x0b工,3,5-8K,2027-01-05"),
    "huge_numbers.xlsx": lambda: rows(HEADINGS, ["甲", "焊工", 1e308, 1e300, 99_999_999]),
    "not_a_number.csv": lambda: csv("甲,焊工,NaN,inf,NaN", "乙,焊工,-1,-5,0"),
    "merged_to_the_end.xlsx": lambda: cells(
        lambda sheet: sheet.merge_range("A2:A1048576", "甲公司")
    ),
    "five_thousand_merges.xlsx": lambda: cells(
        lambda sheet: [sheet.merge_range(n, 0, n + 1, 3, "甲") for n in range(1, 10_000, 2)]
    ),
    "lone_surrogate.xlsx": lambda: raw(inline("&#xD800;甲")),
    "name_beyond_the_plane.xlsx": bad_name("𠮷野家（𠮟）"),
    "name_with_dots.xlsx": bad_name("古丽娜尔·买买提•沙吾提"),
    "name_turned_round.xlsx": bad_name("甲\u202e公司\u200b"),
    "name_of_spaces.xlsx": bad_name("\u3000\u00a0 "),
    "sheet_named_like_a_formula.xlsx": lambda: rows(HEADINGS, ROW, name="=1+1&'"[:6] + "x"),
}


def main(folder: str) -> None:
    for name, make in FILES.items():
        (Path(folder) / name).write_bytes(make())


if __name__ == "__main__":
    main(sys.argv[1])
