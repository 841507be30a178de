"""Rebuild the code lists of China's office from the lists its customs publishes.

    python tools/build_reference.py FOLDER

FOLDER holds the files as downloaded from customs' online query platform (named in `LISTS` and in
the functions below). What is wrong or missing in them is put right by the tables in
`tools/reference/`, each entry with what was found and why it is changed; an entry whose text is
found no more stops the build, so that no correction outlives its cause.

The same files give the same bytes.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "yuebao" / "reference" / "offices" / "china"
BY_HAND = ROOT / "tools" / "reference"

LISTS = (("zh", 2021), ("zh", 2022), ("zh", 2023), ("en", 2023))
"""Language and year of each commodity list, as in the file names `zh-hs8-2021.csv`."""

NO_UNIT = "?"

# Years are written behind names in half a dozen ways; every one seen is here, longest first.
_SUFFIX = re.compile(
    r"[（(](?:(?P<last>\d{4})年起停用|(?P<first>\d{4})年(?:起增列|起|以后)|(?P<retired>停用))[）)]$"
)
_COMMODITY = re.compile(
    r'(?P<code>\d{8}),"?(?P<name>.*?)"?,(?P<year>\d{4}),[\d?]+,"?(?P<unit>[^",]*)"?,'
    r'[\d?]+,"?(?P<second>[^",]*)"?,',
    re.DOTALL,
)
# The English list types Chinese punctuation and keyboard look-alikes of apostrophe and sign.
_HALF_WIDTH = str.maketrans(
    {
        "，": ", ", "、": ", ", "；": "; ", "：": ": ", "（": "(", "）": ")", "＜": "<", "＞": ">",
        "〈": "<", "〉": ">", "′": "'", "’": "'", "”": '"', "％": "%", "℃": "°C", "μ": "µ",
    }
)  # fmt: skip


class BuildError(Exception):
    """A list or a correction is not what it was when this script was written."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One change made by hand: which text of which entry becomes what."""

    code: str
    field: str
    found: str
    corrected: str


def read_list(path: Path) -> str:
    """The text of a list: UTF-8 where it is, else GB18030."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def clean(text: str) -> str:
    """Without control characters, tabs, line ends and doubled spaces."""
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()


def read_names(path: Path) -> dict[str, str]:
    """Code to name of a two-column list, whose names may hold unquoted commas."""
    lines = (line.partition(",") for line in read_list(path).splitlines()[1:])
    return {code: clean(name.removesuffix(",")) for code, _, name in lines if code}


def read_corrections(name: str) -> list[Correction]:
    """The corrections of one list, from `tools/reference/`."""
    lines = (BY_HAND / name).read_text(encoding="utf-8").splitlines()[1:]
    return [Correction(*line.split("\t")[:4]) for line in lines]


def correct(entry: dict[str, str], correction: Correction) -> None:
    """Replace a whole field, which must hold what the correction found."""
    was = entry.get(correction.field, "")
    if was != correction.found:
        raise BuildError(f"{correction}: the list now has {was!r}")
    entry[correction.field] = correction.corrected


def write_table(name: str, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write entries as tab-separated text, a head line first."""
    lines = ["\t".join(columns), *("\t".join(row.get(c, "") for c in columns) for row in rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def split_years(name: str) -> dict[str, str]:
    """A partner's name apart from the years written behind it."""
    match = _SUFFIX.search(name)
    entry = {"zh": name[: match.start()] if match else name}
    if match and match["first"]:
        entry["first_year"] = match["first"]
    elif match:
        entry["retired"] = "yes"
        entry["last_year"] = str(int(match["last"]) - 1) if match["last"] else ""
    entry["zh"] = entry["zh"].translate(str.maketrans("()", "（）"))
    return entry


def build_partners(folder: Path) -> int:
    """Partners: Chinese names, years and ISO codes of the newer list, English of the older."""
    partners: dict[str, dict[str, str]] = {
        code: {"code": code, "zh": name}
        for code, name in read_names(folder / "zh-TradingPartner.csv").items()
    }
    for line in read_list(folder / "partners-iso.csv").splitlines()[1:]:
        name, code, iso3, iso2 = (*line.split(","), "", "")[:4]
        # Codes that only look like ISO's (ZAS, CEU) have no two-letter form.
        iso = {"iso3": iso3 if iso2 != "-" else ""}
        partners[code] = {"code": code, **split_years(name), **iso}
    for code, english in read_names(folder / "en-TradingPartner.csv").items():
        partners[code]["en"] = english
    for correction in read_corrections("partners.tsv"):
        correct(partners[correction.code], correction)
    columns = (
        "code", "zh", "en", "iso3", "first_year", "last_year", "retired", "successor",
    )  # fmt: skip
    rows = [partners[code] for code in sorted(partners)]
    if nameless := [row["code"] for row in rows if not row.get("en")]:
        raise BuildError(f"no English name for partners {nameless}")
    write_table("partners.tsv", columns, rows)
    return len(rows)


def build_regions(folder: Path) -> int:
    """Provinces: full names of the list; their other names by hand."""
    full = read_names(folder / "china_customs_provinces.csv")
    head, *lines = (BY_HAND / "regions.tsv").read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    if [row["code"] for row in rows] != sorted(full):
        raise BuildError("tools/reference/regions.tsv and the list have different codes")
    for row in rows:
        row["full"] = full[row["code"]]
    write_table("regions.tsv", ("code", "full", "zh", "en", "official-zh", "aliases"), rows)
    return len(rows)


def build_modes(folder: Path) -> int:
    """Trade modes."""
    english = read_names(folder / "en-CustomsRegime.csv")
    modes = {
        code: {"code": code, "zh": name, "en": english[code]}
        for code, name in read_names(folder / "zh-CustomsRegime.csv").items()
    }
    for correction in read_corrections("modes.tsv"):
        correct(modes[correction.code], correction)
    write_table("modes.tsv", ("code", "zh", "en"), [modes[c] for c in sorted(modes)])
    return len(modes)


@dataclass(slots=True)
class Goods:
    """One entry of a commodity list; `second` is empty where there is no second unit."""

    name: str
    unit: str
    second: str


def read_commodities(path: Path, language: str) -> dict[str, Goods]:
    """Code to entry. Names hold line ends and unescaped quotes, so no CSV reader will do."""
    body = read_list(path).partition("\n")[2]
    goods = {}
    for record in re.split(r"\n(?=\d{8},)", body.strip()):
        match = _COMMODITY.fullmatch(record.strip())
        if match is None:
            raise BuildError(f"{path.name}: {record!r} is not an entry")
        name = match["name"].translate(_HALF_WIDTH) if language == "en" else match["name"]
        second = "" if match["second"] == NO_UNIT else match["second"]
        goods[match["code"]] = Goods(clean(name).rstrip(":").strip(), match["unit"], second)
    return goods


def correct_commodities(lists: dict[tuple[str, int], dict[str, Goods]]) -> None:
    """Put right parts of names in every list of the language that has them."""
    for correction in read_corrections("commodities.tsv"):
        entries = [
            entries[correction.code]
            for (language, _), entries in lists.items()
            if language == correction.field
            and correction.found in getattr(entries.get(correction.code), "name", "")
        ]
        if not entries:
            raise BuildError(f"{correction}: no list has this text")
        for goods in entries:
            goods.name = goods.name.replace(correction.found, correction.corrected)
    for key, goods_by_code in lists.items():
        for code, goods in goods_by_code.items():
            if not goods.name or "?" in goods.name:
                raise BuildError(f"{key} {code}: {goods.name!r} has lost a character")


def as_changed(values: list[str]) -> list[str]:
    """Each value that is the same as the one before it as `=`, unless it is empty."""
    pairs = zip(values, ["", *values[:-1]], strict=True)
    return ["=" if value and value == before else value for value, before in pairs]


def build_commodities(folder: Path) -> int:
    """Commodity names and units of every list, one line a code, compressed."""
    lists = {
        (language, year): read_commodities(folder / f"{language}-hs8-{year}.csv", language)
        for language, year in LISTS
    }
    correct_commodities(lists)
    chinese = [key for key in LISTS if key[0] == "zh"]
    english = [key for key in LISTS if key[0] == "en"]
    lines = [
        "\t".join(["code", *(f"{a}-{y}" for a, y in LISTS), *(f"unit-{y}" for _, y in chinese)])
    ]
    codes = sorted(set().union(*lists.values()))
    for code in codes:
        found = {key: entries[code] for key, entries in lists.items() if code in entries}
        names = {key: goods.name for key, goods in found.items()}
        units = {k: f"{g.unit}/{g.second}".rstrip("/") for k, g in found.items()}
        cells = [
            *as_changed([names.get(key, "") for key in chinese]),
            *as_changed([names.get(key, "") for key in english]),
            *as_changed([units.get(key, "") for key in chinese]),
        ]
        lines.append("\t".join([code, *cells]))
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0)
    (DATA / "commodities.tsv.gz").write_bytes(packed)
    build_units(lists["zh", 2023], lists["en", 2023])
    return len(codes)


def build_units(chinese: dict[str, Goods], english: dict[str, Goods]) -> None:
    """Units in both languages: the English list's commonest word for each, as prose writes it."""
    lines = (BY_HAND / "units.tsv").read_text(encoding="utf-8").splitlines()[1:]
    in_prose = dict(line.split("\t") for line in lines)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for code, goods in chinese.items():
        words[goods.unit][english[code].unit] += 1
        words[goods.second][english[code].second] += 1
    rows = [
        {"unit": unit, "zh": unit, "en": in_prose[words[unit].most_common(1)[0][0]]}
        for unit in sorted(words)
        if unit
    ]
    write_table("units.tsv", ("unit", "zh", "en"), rows)


def main() -> int:
    """Build all lists and say how many entries each has."""
    if len(sys.argv) != 2:
        sys.stderr.write("usage: python tools/build_reference.py FOLDER\n")
        return 2
    folder = Path(sys.argv[1])
    for build in (build_partners, build_regions, build_modes, build_commodities):
        sys.stdout.write(f"{build.__name__.removeprefix('build_')}: {build(folder)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
