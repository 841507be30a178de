"""What a printed number looks like: one table, for bulletins and for query exports."""

from decimal import Decimal

import pytest
from tests.unit.sources.reader import Reader

from yuebao.domain import SourceError
from yuebao.sources._dialects import RowWords
from yuebao.sources._numbers import NumberReader, precision_of, read_number, why_no_whole_number
from yuebao.sources.files.record import FileRow

SHORT = "is a number that a spreadsheet has shortened: its last digits are lost"
NO = "is not a whole number"
FRACTION = "has a fraction, but customs counts in whole units"
LARGE = "is too large: no trade has that value"

# As printed; what a bulletin reads, None where it is refused; what an export reads, or why not.
NUMBERS: list[tuple[str, str | None, int | str]] = [
    ("0", "0", 0),
    ("7", "7", 7),
    ("007", "7", 7),
    ("1234567", "1234567", 1234567),
    ("1,234", "1234", 1234),
    ("1,234,567", "1234567", 1234567),
    ("-7", "-7", -7),
    ("-1,234", "-1234", -1234),
    (" 12\t", "12", 12),
    ("　12　", "12", 12),
    ("\xa012", "12", 12),
    ("1234.", "1234", 1234),
    ("1234.0", "1234", 1234),
    ("1,234.00", "1234", 1234),
    ("1234.5", "1234.5", FRACTION),
    ("1,234.50", "1234.5", FRACTION),
    ("-0.05", "-0.05", FRACTION),
    ("99999999999999999", "99999999999999999", 10**17 - 1),
    ("-99999999999999999", "-99999999999999999", 1 - 10**17),
    ("100000000000000000", "100000000000000000", LARGE),
    ("-100,000,000,000,000,000", "-100000000000000000", LARGE),
    ("9223372036854775807", "9223372036854775807", LARGE),
    ("-9223372036854775808", "-9223372036854775808", LARGE),
    ("100000000000000000000", "100000000000000000000", LARGE),
    ("9" * 41, None, LARGE),
    ("1,23", None, NO),
    ("1234,567", None, NO),
    ("12,345,6", None, NO),
    (",123", None, NO),
    (".5", None, NO),
    ("1.2.3", None, NO),
    ("1.234,5", None, NO),
    ("1e3", None, SHORT),
    ("1.5E+12", None, SHORT),
    ("+5", None, NO),
    ("--1", None, NO),
    ("\u22125", "-5", NO),
    ("(5)", None, NO),
    ("1 2", None, NO),
    ("１２", "12", 12),
    ("1，234", "1234", 1234),
    ("12%", None, NO),
    ("¥12", None, NO),
    ("0x1F", None, NO),
    ("nan", None, NO),
    ("-", None, NO),
    ("…", None, NO),
]
TABLE = pytest.mark.parametrize(
    ("text", "decimal", "whole"), NUMBERS, ids=[ascii(text)[:24] for text, _, _ in NUMBERS]
)


@TABLE
def test_a_decimal(text: str, decimal: str | None, whole: int | str) -> None:
    assert read_number(text) == (None if decimal is None else Decimal(decimal))
    assert isinstance(whole, str) or Decimal(whole) == read_number(text)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_whole_numbers(reader: Reader, place: int, encoding: str) -> None:
    read = [(text, whole) for text, _, whole in NUMBERS if isinstance(whole, int)]
    rows = []
    for text, _ in read:
        numbers = ["1", "1", "1"]
        numbers[place] = f'"{text}"'
        rows.append(f"202501,85,{numbers[0]},个,{numbers[1]},台,{numbers[2]}\n")
    heads = "数据年月,商品编码,第一数量,第一计量单位,第二数量,第二计量单位,美元\n"
    column = ["quantity", "quantity2", "value"][place]
    content = (heads + "".join(rows)).encode(encoding)
    assert reader.column(content, column) == [whole for _, whole in read]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    ("text", "why"), [(text, whole) for text, _, whole in NUMBERS if isinstance(whole, str)]
)
def test_no_whole_number(reader: Reader, text: str, why: str, encoding: str) -> None:
    content = f'数据年月,商品编码,美元\n202501,85,1\n202501,85,"{text}"\n202501,85,y\n'
    refusal = reader.refuse(content.encode(encoding), SourceError)
    shown = repr(text if len(text) <= 40 else text[:40] + "…")
    assert refusal.found == f"{shown} {why}" == why_no_whole_number(text)
    assert refusal.where == "出口.csv, line 3, column 美元"


@pytest.mark.parametrize("text", ["", " ", "\t", "　"])
def test_nothing_is_no_whole_number(text: str) -> None:
    assert why_no_whole_number(text) == "there is no number"


def test_numbers_below_zero_are_read_with_a_word(reader: Reader) -> None:
    heads = "数据年月,商品编码,第一数量,第一计量单位,美元\n"
    rows = "202501,85,1,个,5\n202502,85,-1,个,-5\n202503,85,1,个,-7\n"
    reading = reader.read(heads + rows)
    assert reader.facts(reading, "value") == [(5,), (-5,), (-7,)]
    assert "2 numbers below zero in 美元, first in row 2: is that meant?" in reading.remarks
    assert "1 number below zero in 第一数量, first in row 2: is that meant?" in reading.remarks


WORDS = RowWords(rise=("↑", "增长"), fall=("↓", "下降"), level=("持平",))
NIL = NumberReader("表.csv", ("", "-"), {0: "3月 金额"}, WORDS)


def record(text: str) -> FileRow:
    return FileRow(5, (text,), wraps=False)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("5.3", "5.3"), ("-5.3%", "-5.3"), ("↑5.3%", "5.3"), ("↓ 5.3", "-5.3"),
        ("下降２．５％", "-2.5"),
        ("增长0", "0"), ("持平", "0"), ("\N{MINUS SIGN}1.5", "-1.5"),
    ],
)  # fmt: skip
def test_which_way_a_rate_goes_may_be_a_word(text: str, rate: str) -> None:
    assert NIL.growth(record(text), 0) == Decimal(rate)


@pytest.mark.parametrize("text", ["下降-5", "增长很快", "↑", "5‰", "%"])
def test_what_is_no_rate(text: str) -> None:
    with pytest.raises(SourceError, match="is not a number"):
        NIL.growth(record(text), 0)


@pytest.mark.parametrize("text", ["", "-", " - "])
def test_nil_is_none(text: str) -> None:
    assert NIL.level(record(text), 0, 10_000) is None
    assert NIL.growth(record(text), 0) is None


@pytest.mark.parametrize(
    ("text", "factor", "level"),
    [("1,234.5", 10**8, 123_450_000_000), ("0.00004", 10_000, 0), ("0.00005", 10_000, 1)],
)
def test_a_level_is_in_whole_units(text: str, factor: int, level: int) -> None:
    assert NIL.level(record(text), 0, factor) == level


@pytest.mark.parametrize(
    ("read", "text", "found"),
    [
        ("level", "百", "'百' is not a number"),
        ("level", "10000000000000", f"'10000000000000' {LARGE}"),
        ("level", "-10000000000000", f"'-10000000000000' {LARGE}"),
        (
            "growth",
            "1e3",
            "'1e3' is a number that a spreadsheet has shortened: its last digits are lost",
        ),
        ("growth", "9999999999999999", "'9999999999999999' is too large for a growth rate"),
    ],
)
def test_a_refusal_names_the_place(read: str, text: str, found: str) -> None:
    arguments = {"level": (10_000,), "growth": ()}[read]
    with pytest.raises(SourceError) as refusal:
        getattr(NIL, read)(record(text), 0, *arguments)
    assert (refusal.value.found, refusal.value.where) == (
        found,
        "表.csv, line 5, column 3月 金额",
    )


def test_a_row_that_ends_before_its_number() -> None:
    with pytest.raises(SourceError, match="the row has 1 fields, fewer than the heads"):
        NIL.read(record("1"), 1)


@pytest.mark.parametrize(
    ("factor", "texts", "precision"),
    [
        (10**8, ["1234"], 10**8),
        (10**8, ["1234", "1234.5"], 10**7),
        (10**8, ["12,345.60", "1,234.5"], 10**7),
        (10**8, ["-0.05"], 10**6),
        (10**8, ["0", "0.0", "-"], 10**8),
        (10_000, ["1000"], 10_000),
        (10_000, ["1.999999985"], 1),
        (10_000, [], 10_000),
        (1, ["7"], 1),
    ],
)
def test_precision_is_the_last_decimal_printed(
    factor: int, texts: list[str], precision: int
) -> None:
    assert precision_of(factor, map(read_number, texts)) == precision
