"""One query in the clothes that people give it: the very same facts, or a refusal that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tools.docs.clothes import clothes

from yuebao import Store
from yuebao.domain import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.sources.reader import Reader

FACTS = [
    ("2024-03", "85076000", "502", 1200, "个", 12345),
    ("2024-03", "85076000", "304", 3, "个", 66),
]

REFUSED = {
    "the same cut short within a character": ("UTF-16, but this is not", "Download the file again"),
    "CSV in UTF-32": ("text in UTF-32", "save it as .xlsx"),
    "codes as 8.5076E+07": ("a spreadsheet has shortened", "download it again"),
    "values as ########": ("what a spreadsheet shows", "download it again"),
    "values with a sign of their currency": ("is not a whole number", "Correct the file"),
    "thousands set apart by spaces": ("is not a whole number", "Correct the file"),
    "values with decimals": ("has a fraction", "Correct the file"),
    "codes as 8507.60.00": ("2, 4, 6 or 8 digits", "Correct the file"),
    "codes of ten digits": ("2, 4, 6 or 8 digits", "Correct the file"),
    "a row of totals that the rows miss": ("12,412, but the rows sum to 12,411", "altered"),
    "a row of totals that is no number": ("says 'l2,411', but the rows sum to 12,411", "altered"),
    "the same without a head": ("a column that has no head", "Correct the file"),
    "half a line at the end": ("half a line", "download it again"),
    "values headed 金额（万美元）": ("in units of 10,000 USD", "as it was downloaded"),
    "no heads": ("there are no heads", "Add the row of heads"),
    "a pivot whose total is another": ("the total 12412 is not the sum", "were altered"),
    "a pivot that counts": ("'计数项:美元', and no sums", "as it was downloaded"),
    "months across, nothing says which currency": ("人民币 or 美元", "单位：美元"),
    "a workbook with two sheets of queries": ("several tables", "Save each of them"),
    "a workbook, all of a row in one cell": ("stand in one, parted by commas", "split the column"),
}

WITHOUT_QUANTITY = {
    "months across, 单位：美元 above, a total of the months behind",
    "a pivot of months and partners, as saved",
    "a pivot with a group of rows for each code",
    "a pivot of partners across",
}

CLOTHES = [pytest.param(*one, id=f"{at}: {one[0]}") for at, one in enumerate(clothes())]


@pytest.mark.parametrize(("form", "name", "content"), CLOTHES)
def test_a_query_in_other_clothes(reader: Reader, form: str, name: str, content: bytes) -> None:
    if form in REFUSED:
        found, remedy = REFUSED[form]
        refusal = reader.refuse(content, SourceError, name=name)
        assert found in refusal.found
        assert remedy in refusal.remedy
    else:
        reading = reader.read(content, name)
        columns = ("first_month", "commodity", "partner", "quantity", "unit", "value")
        expected = [(m, c, p, None, None, v) if form in WITHOUT_QUANTITY else (m, c, p, q, u, v)
                    for m, c, p, q, u, v in FACTS]  # fmt: skip
        assert reader.facts(reading, *columns) == expected


def test_every_refusal_that_is_expected_is_met() -> None:
    assert REFUSED.keys() | WITHOUT_QUANTITY <= {form for form, _, _ in clothes()}


def test_a_line_of_utf_16_is_counted_by_characters(reader: Reader) -> None:
    # 上 and 一 hold the bytes of a line end and of a NUL.
    content = "数据年月\t商品编码\t商品名称\t美元\n202403\t85\t上一上\t1\n202403\t85\t上\tx\n"
    refusal = reader.refuse(content.encode("utf-16"), SourceError, name="出口.txt")
    assert str(refusal).startswith("出口.txt, line 3, column 美元: 'x' is not")


def test_a_field_too_many_names_what_parts_them(reader: Reader) -> None:
    content = "数据年月;商品编码;商品名称;美元\n202403;85;a;b;1\n"
    refusal = reader.refuse(content, SourceError)
    assert refusal.found == "the line has 5 fields, but there are only 4 columns"
    assert refusal.remedy.startswith("A semicolon within a field")


def test_what_is_wider_than_any_table_is_refused_and_empty_columns_are_not(reader: Reader) -> None:
    heads, row = "数据年月,商品编码,商品名称,美元", "202403,85,a,1"
    reader.read(f"{heads}{',' * 990}\n{row}{',' * 990}\n", name="出口.csv")
    more = ",".join(f"列{number}" for number in range(997))
    refusal = reader.refuse(f"{heads},{more}\n{row}\n", SourceError)
    assert refusal.found == "it has 1,001 columns, more than any table of customs"
    assert str(refusal).startswith("出口.csv, line 1: ")


def test_a_bulletin_parted_by_tabs(reader: Reader) -> None:
    content = (
        "2024年3月全国进出口贸易方式情况\n单位：亿元人民币\n贸易方式\t进出口额\t出口额\t进口额\n"
        "总值\t195\t122\t73\n一般贸易\t190\t120\t70\n其他\t5\t2\t3\n"
    )
    reading = reader.read(content.encode("utf-16"), "方式.txt")
    assert ("export", 120 * 10**8) in reader.facts(reading, "flow", "value")


def test_joined_exports_of_many_files(reader: Reader) -> None:
    lines = [f"202403,8507{at:04},1\n" for at in range(2, 402, 2)]
    head = "数据年月,商品编码,美元\n"
    reading = reader.read(head + head.join(lines))
    assert reading.rows == 200
    told = "199 rows that repeat the heads left out, first on line 3: were files joined?"
    assert told in reading.remarks


@pytest.mark.parametrize("value", ['14"', '="14', '"14', "14'"])
def test_half_a_pair_of_quotes_is_a_damaged_number(tmp_path: Path, value: str) -> None:
    """A comma lost within quotes leaves such a field: 674,336 is not 336."""
    path = tmp_path / "出口.csv"
    text = f"数据年月|商品编码|美元\n202502|85|{value}\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError):
        Store(tmp_path / "store").load([path])
