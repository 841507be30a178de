"""Files read together: each gives what it gives alone, and what is wrong with one stays with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.sources.workbooks import workbook

from yuebao.domain import YuebaoError
from yuebao.reference import find_office
from yuebao.sources import Reading, read_sources, split_sources
from yuebao.sources._source import MOST_TOGETHER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.sources.reader import Reader

HEADS = ["数据年月", "商品编码", "贸易伙伴编码", "贸易伙伴名称", "第一数量", "第一计量单位", "美元"]
HEAD = ",".join(HEADS) + "\n"


def line(partner: str = "502", value: str = "7", **other: str) -> str:
    fields = {"month": "202501", "code": "85076000", "name": "美国", "many": "3", "unit": "个"}
    fields |= other
    return (
        f"{fields['month']},{fields['code']},{partner},{fields['name']},"
        f"{fields['many']},{fields['unit']},{value}\n"
    )


GOOD = HEAD + line("110") + line("502")
FILES: dict[str, str | bytes] = {
    "plain": GOOD,
    "another month and unit": HEAD + line(month="202502", unit="千克") + line("304"),
    "line ends of another system": GOOD.replace("\n", "\r\n").encode("gb18030"),
    "gb18030": (HEAD + line("133", "1")).encode("gb18030"),
    "rare characters": (HEAD + line("133", "2", name="镕㐀")).encode("gb18030"),
    "heads further down": "导出\n\n" + HEAD + line("133", "3"),
    "a zero lost": HEAD + line(code="1012100", value="4") + line(code="85076000", value="5"),
    "headings beside": HEAD + line(code="8507", value="4"),
    "decimals": HEAD + line("110.0", "6.0", month="202501.0", code="85076000.0"),
    "months in words": HEAD + line(month="2025年1月", value="8"),
    "no unit": HEAD + line(unit="?", value="9"),
    "no unit, no quantity": HEAD + line(unit="", many="", value="9"),
    "a partner in no list": HEAD + line("999", "10"),
    "below zero": HEAD + line("110", "-11"),
    "cut within quotes": HEAD + line("110", "14") + '202501,85076000,"502',
    "cut within quotes in UTF-16": (HEAD + line("110", "14") + '202501,"8507').encode("utf-16"),
    "a quote too many": HEAD + line("110", "15", name='14"屏') + line("502", "16"),
    "blank lines": HEAD + "\n" + line("110", "12") + ",,,,,,\n" + line("502", "13"),
    "another column": HEAD.replace("\n", ",注册地编码\n") + line().replace("\n", ",31\n"),
    "a workbook": workbook({"表": [HEADS, ["202501", "85076000", "110", "日本", 3, "个", 14]]}),
    "numbers in a workbook": workbook({"表": [HEADS, [202501, 85076000, 116, "日本", 3, "个", 5]]}),
    "no partner": HEAD + line("", "16"),
    "half a line": HEAD + line("110") + "202501,85076000",
    "letters": HEAD + line("110") + line("502", "1l"),
    "too large": HEAD + line("110") + line("502", "9" * 17 + "0"),
    "no month": HEAD + line("110") + line(month="202513"),
    "an odd code": HEAD + line("110") + line(code="850760001"),
    "a code of seven digits alone": HEAD + line("110", code="8507600"),
    "no quantity": HEAD + line("110") + line(many=""),
    "nothing": HEAD,
    "a broken name": (HEAD + line("110")).encode("gb18030") + line(name="X").encode().replace(
        b"X", b"\xc3\x28\xff"
    ),
    "a broken unit": (HEAD + line("110")).encode("gb18030") + line(unit="X").encode().replace(
        b"X", b"\xb8\xf6\xa1"
    ),
    "a quote never closed": HEAD + line("110") + '"' + line("502"),
    "text": "no table at all\n",
}  # fmt: skip


def told(reader: Reader, outcome: Reading | YuebaoError) -> object:
    """All that an outcome says, wherever its facts are."""
    if isinstance(outcome, YuebaoError):
        return type(outcome), str(outcome)
    facts = reader.connection.execute(
        f'select * from {outcome.table} where source = ? order by "row"', [outcome.sha256]
    ).fetchall()
    return outcome.name, outcome.rows, outcome.periods, outcome.remarks, outcome.truncated, facts


def read(reader: Reader, paths: list[Path]) -> list[Reading | YuebaoError]:
    return read_sources(reader.connection, paths, find_office())


@pytest.fixture
def paths(reader: Reader) -> list[Path]:
    suffixes = {name: "xlsx" if "workbook" in name else "csv" for name in FILES}
    return [reader.write(text, f"出口 {name}.{suffixes[name]}") for name, text in FILES.items()]


def test_files_read_together_give_what_each_gives_alone(reader: Reader, paths: list[Path]) -> None:
    alone = [told(reader, *read(reader, [path])) for path in paths]
    assert len({str(outcome) for outcome in alone}) == len(paths)
    together = read(reader, paths)
    assert [told(reader, outcome) for outcome in together] == alone
    backwards = read(reader, paths[::-1])
    assert [told(reader, outcome) for outcome in backwards] == alone[::-1]


def test_files_of_one_shape_share_a_table(reader: Reader) -> None:
    paths = [reader.write(GOOD.replace("7", str(n)), f"出口{n}.csv") for n in range(1, 4)]
    paths.append(reader.write(GOOD, "进口.csv"))
    tables = [outcome.table for outcome in read(reader, paths) if isinstance(outcome, Reading)]
    assert len(tables) == 4
    assert len(set(tables)) == 2


def test_a_wrong_file_is_named_with_its_line(reader: Reader) -> None:
    paths = [reader.write(GOOD.replace("7", str(n)), f"出口{n}.csv") for n in range(1, 9)]
    paths[5].write_text(HEAD + line("110") + line("502", "12a"), encoding="utf-8")
    refusals = [outcome for outcome in read(reader, paths) if isinstance(outcome, YuebaoError)]
    assert [str(refusal) for refusal in refusals] == [
        "出口6.csv, line 3, column 美元: '12a' is not a whole number. "
        "Correct the file, or download it again."
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_record_cut_within_quotes_is_missed_among_many_files(
    reader: Reader, encoding: str
) -> None:
    """DuckDB reads as many as this a file a thread, and then leaves out such a record."""
    good = [GOOD.replace("7", str(n)).encode(encoding) for n in range(1, 9)]
    rows = [
        line("304", str(n), month="202402") for n in range(40)
    ]  # more than heads are looked for
    cut = (HEAD + "".join(rows) + '202501,"85076000","50').encode(encoding)
    paths = [reader.write(text, f"出口{n}.csv") for n, text in enumerate([*good, cut])]
    *whole, refusal = read(reader, paths)
    assert all(isinstance(outcome, Reading) for outcome in whole)
    assert "line 42: a quote that opens on this line is never closed" in str(refusal)


def ascending(reader: Reader, *contents: str) -> set[bool]:
    paths = [reader.write(text, f"出口{at}.csv") for at, text in enumerate(contents)]
    return {reading.ascending for reading in read(reader, paths) if isinstance(reading, Reading)}


def test_files_ascend_where_one_goes_on_from_another(reader: Reader) -> None:
    first, second = HEAD + line("110") + line("133"), HEAD + line("304") + line("502")
    assert ascending(reader, first, second) == {True}
    assert ascending(reader, second, first) == {False}
    assert ascending(reader, first, HEAD + line("133", "9")) == {False}


def test_a_file_given_twice_is_read_once(reader: Reader) -> None:
    paths = [reader.write(GOOD, name) for name in ("出口.csv", "出口 copy.csv")]
    one, two = read(reader, paths)
    assert isinstance(one, Reading)
    assert isinstance(two, Reading)
    assert (one.table, one.sha256, one.rows) == (two.table, two.sha256, two.rows)
    assert (one.name, two.name) == ("出口.csv", "出口 copy.csv")
    assert len(told(reader, one)[-1]) == 2  # type: ignore[index]  # a tuple, whose last are facts


def test_how_many_files_are_read_together(tmp_path: Path) -> None:
    many = [tmp_path / f"{n}.csv" for n in range(MOST_TOGETHER + 1)]
    assert [len(part) for part in split_sources(many)] == [MOST_TOGETHER, 1]
    books: list[Any] = [tmp_path / f"{n}.xlsx" for n in range(3)]
    for book in books:
        book.write_bytes(bytes(9 << 20))
    assert [len(part) for part in split_sources([*books, *many[:2]])] == [1, 1, 3]
