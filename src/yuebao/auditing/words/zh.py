"""Chinese: captions, heads, notes, and the words of sentences."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Direction, Side, TableKind
from yuebao.auditing.words.kinds import ColumnRole, HeadWord, NoteWords, Words
from yuebao.domain import HALF_YEAR, MONTH, MONTH_ON_MONTH, QUARTER, ROLLING_YEAR, YEAR_TO_DATE

if TYPE_CHECKING:
    from yuebao.reference import Office

_NUMERALS = "零一二三四五六七八九十百两"
_TO = "至到—–－~～-"
_TWELVE = "(?:12|十二)个月"
_NO_NAME = "\0"  # in no text

TOTAL, EXPORTS, IMPORTS, NET = "进出口", "出口", "进口", "净出口"
NET_IMPORTS = "净进口"
FLOWS = f"{TOTAL}|{EXPORTS}|{IMPORTS}"
SIDES = f"{NET}|{FLOWS}"
_AMOUNT = "(?:总|金)?[额值]?"
"""What may stand behind a side in a head: 额, 总值, 金额."""

TOTALS = "总额|总值|总量"
"""What a whole is called."""

_MONTH_WORDS, _YTD_WORDS = "当月|单月", "累计"


SIDE_NAMES = dict(zip(Side, (TOTAL, EXPORTS, IMPORTS, NET), strict=True))
"""What the sides are called."""

WINDOW_NAMES = {
    "month": "当月",
    "ytd": "累计",
    "rolling12": "近12个月",
    "quarter": "当季",
    "half": "半年",
    "jan-feb": "1-2月",
    "mom": "环比",
}
"""What windows are called, by their names in the data annex."""


_WINDOW_HEADS = (
    (
        re.compile(rf"(?:近|过去|前|滚动){_TWELVE}|{_TWELVE}(?:滚动|移动)?(?:{_YTD_WORDS})"),
        ROLLING_YEAR,
    ),
    (re.compile(r"(?:第?[一二三四1-4]|本|当)季度?"), QUARTER),
    (re.compile(r"[上下]半年"), HALF_YEAR),
    (re.compile(r"\d{1,2}月（?比(?:\d{4}年)?\d{1,2}月"), MONTH_ON_MONTH),
    (
        re.compile(rf"(?P<first>\d{{1,2}})月?[{_TO}](?P<last>\d{{1,2}})月(?:份)?(?:{_YTD_WORDS})?"),
        YEAR_TO_DATE,
    ),
    (re.compile("全年"), YEAR_TO_DATE),
    (re.compile(rf"(?P<last>\d{{1,2}})月(?:份)?(?:{_MONTH_WORDS})?"), MONTH),
)
"""Heads of windows, in the order they are tried."""

_SIDES = (
    (NET, Side.NET),
    (NET_IMPORTS, Side.NET),
    ("贸易差额", Side.NET),
    (TOTAL, Side.TOTAL),
    (EXPORTS, Side.EXPORTS),
    (IMPORTS, Side.IMPORTS),
)
"""Words for the sides, in the order they are tried."""

_DIRECTIONS = (
    ("持平", Direction.FLAT),
    ("增长|上升|上涨|增加|提高|扩大|攀升|提升", Direction.UP),
    ("下降|减少|降低|下滑|回落|下跌|萎缩|缩减", Direction.DOWN),
)
"""Words for the direction of a change."""

_NOTES = NoteWords(
    order=re.compile(
        rf"按照?(?:{_MONTH_WORDS}|{_YTD_WORDS})*(?P<by>{SIDES})(?:总)?额?.{{0,24}}?(?:排|顺序)"
    ),
    net_absolute=re.compile(f"{NET}.{{0,12}}(?:绝对额|绝对值|差额)"),
    dash=re.compile('[“"]-[”"]表'),
    tiny_base=re.compile("接近于?零|接近于0"),
    large=re.compile("幅度较大"),
    less="减去",
    official=re.compile("海关公布"),
    official_month=re.compile("海关公布[的了]同比"),
    re_imports=re.compile("包含"),
    no_re_imports=re.compile("(?:不含|不包括|扣除|剔除).{0,6}复(?:进|運|运)"),
    unranked=re.compile("不参与排[名序]|不列入排[名序]"),
    capped=re.compile("超出(?:列示)?上限|增幅过大"),
    again=re.compile(r"(?:同|见)表(?P<table>\d+)(?:之?注(?P<some>(?:[（(]\d+[）)]|[、和至—-])*))?"),
)
"""What notes say."""


@cache
def chinese(office: Office) -> Words:
    """The words of reports on an office's trade."""
    country = re.escape(office.names.get("zh", _NO_NAME))
    regions, by = regions_pattern(office), _by_region(office)
    return Words(
        code="zh",
        office=office,
        squeeze=True,
        caption=re.compile(r"^(?:图|附)?表(\d+)[:：.、\s]*(.*)$"),
        chart=re.compile(r"^图(\d+)[:：.、\s]*(.*)$"),
        continued=re.compile(r"^(?:续表\s*\d+|表\s*\d+\s*[（(]\s*续\s*[）)]|[（(]\s*续\s*[）)])"),
        heading=re.compile(
            rf"^(?:[{_NUMERALS}]+、|（[{_NUMERALS}]+）|\([{_NUMERALS}]+\)|"
            r"\d+(?:\.\d+)?(?![年月至到日个位大万亿千百元份])(?=[\u4e00-\u9fff]))"
        ),
        note=re.compile(r"^(?:注|备注|数据来源|资料来源|来源|说明)[:：]|^[“\"]-[”\"]"),
        footnote=re.compile(r"^(?:[¹²³⁴⁵⁶⁷⁸⁹]|\[\^?\d+\][:：]?|\d?本报告(?:中|定义))"),
        window_heads=_WINDOW_HEADS,
        window_words=((re.compile(_YTD_WORDS), YEAR_TO_DATE), (re.compile(_MONTH_WORDS), MONTH)),
        period=re.compile(
            rf"(?P<twelve>截[至止])?(?P<year>\d{{4}})年(?:第?(?P<quarter>[一二三四])季度"
            rf"|(?P<half>[上下])半年|(?:(?P<first>\d{{1,2}})月?[{_TO}])?"
            rf"(?P<last>\d{{1,2}})月(?:份)?|(?(twelve)(?!)|(?P<whole>(?:全年)?(?=，)|(?<=^\d{{4}}年)(?:全年)?$)))(?(twelve)[底末]?[的止]?(?:近|过去|前)?{_TWELVE})"
        ),
        head_words=_head_words(office),
        bloc_group=re.compile(r"^(?:重点|主要)(?:区域|地区|经济体)|^国家[（(]地区[）)]组"),
        rows_group=re.compile(
            rf"^(?:排名)?前(?:\d+|[{_NUMERALS}]+)(?:大|位|名)?(?:国家|地区|省|伙伴)?"
            "|^主要(?:贸易伙伴|国别|国家)|^各(?:国家|地区|国别)"
        ),
        growth_words=re.compile("同比|环比|增速"),
        contribution_words=re.compile("拉动"),
        limited=re.compile(rf"前(?:\d+|[{_NUMERALS}]+)[大位名省]|仅|主要|{by}"),
        first=re.compile(rf"前(?P<first>\d+|[{_NUMERALS}]+)(?:大|位|名|地区|国家|{regions}|伙伴)"),
        numerals={n: value for value, n in enumerate(_NUMERALS[:11])} | {"两": 2},
        sides=_SIDES,
        quantity=re.compile("量$|总量|数量"),
        directions=_DIRECTIONS,
        subjects=(
            re.compile(rf"^{country}(?P<subject>.+?)(?:产品)?(?:贸易|{FLOWS})*月度"),
            re.compile(
                rf"{country}(?P<subject>.+?)(?:贸易)?"
                rf"(?:{FLOWS}|分产品|主要|前[\d一二三四五六七八九十两]+大|{by})"
            ),
        ),
        notes=_NOTES,
        rest="其他",
    )


def _head_words(office: Office) -> tuple[HeadWord, ...]:
    """Column heads, in the order they are tried."""
    own = _own_regions(office)
    return (
        HeadWord("拉动(?:增速)?(?=$|[（(]百分点)", ColumnRole.CONTRIBUTION),
        HeadWord(
            "同比(?:变化|增速|增长|变动|涨幅|±)?(?:率|幅度)?|增速|增长率|增幅", ColumnRole.GROWTH
        ),
        HeadWord("环比变化", ColumnRole.GROWTH),
        HeadWord("(?:所占)?比重|占比|份额", ColumnRole.SHARE),
        HeadWord(f"{NET}(?:总)?[额值]?|贸易差额|差额|顺差", ColumnRole.LEVEL, side=Side.NET),
        HeadWord(f"{TOTAL}{_AMOUNT}|贸易总[额值]", ColumnRole.LEVEL, side=Side.TOTAL),
        HeadWord(f"{EXPORTS}{_AMOUNT}", ColumnRole.LEVEL, side=Side.EXPORTS),
        HeadWord(f"{IMPORTS}{_AMOUNT}", ColumnRole.LEVEL, side=Side.IMPORTS),
        HeadWord("绝对[值额]|金额|贸易额|数额|数值", ColumnRole.LEVEL),
        HeadWord("(?:贸易|监管)方式", ColumnRole.LABEL, TableKind.MODES),
        HeadWord("企业(?:性质|类型)", ColumnRole.LABEL, TableKind.ENTERPRISES),
        HeadWord(f"{own}省(?:市|份|区市|区)|省/直辖市", ColumnRole.LABEL, TableKind.PROVINCES),
        HeadWord(
            "区域|国家(?:或|和|（)?(?:地区|）)?|贸易伙伴|地区|目的地|来源地",
            ColumnRole.LABEL,
            TableKind.PARTNERS,
        ),
        HeadWord("产品|商品|品种|品类|品名", ColumnRole.LABEL, TableKind.PRODUCTS),
        HeadWord("指标|项目", ColumnRole.LABEL, TableKind.OVERVIEW),
    )


def _by_region(office: Office) -> str:
    words = office.region_words.get("zh")
    return "分省" if words is None else f"分省|{re.escape(words.by)}"


@cache
def regions_pattern(office: Office) -> str:
    """Regions: as the office calls them, or any word for provinces."""
    return f"(?:{_own_regions(office)}省(?:市|份|区市|区)?)"


def _own_regions(office: Office) -> str:
    words = office.region_words.get("zh")
    return "" if words is None else f"{re.escape(words.many)}|"


@cache
def money(office: Office) -> dict[str, str]:
    """The currencies of an office by what stands behind an amount: 美元, 元, 人民币元."""
    found: dict[str, str] = {}
    for currency in office.currencies:
        unit, name = currency.unit.get("zh"), currency.names.get("zh")
        if unit and name:
            found |= {unit: currency.code, unit if unit == name else name + unit: currency.code}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def unit_pattern(office: Office) -> str:
    """A unit behind a number."""
    return (
        r"(?:(?:百万|千万|十亿|万亿|亿|万|千)?"
        rf"(?:{'|'.join(map(re.escape, money(office)))}|{_UNITS})|%|％)"
    )


_UNITS = (
    r"个百分点|个(?!省|国|地区|月|百)|千克|公斤|吨|台|辆|件|只|块|支|双|套|艘|架|副|组"
    r"|平方米|立方米|千米|米|升|克拉|克|千瓦时|株|头|盘|筒|匹|张|条|把|卷|箱|包|枝"
)

SCALES = {
    "": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9,
    "万亿": 10**12,
}  # fmt: skip
"""What the words before a unit multiply by."""

NAMES = r"[^，。；：:、和与及\d\s]{1,24}"
LIST = rf"{NAMES}(?:[、和与及]{NAMES})*"
"""Names with 、 and 和 between them."""

RANKED = rf"(?:前(?P<first>[{_NUMERALS}]+|\d+)[大位名]?|(?P<one>最大)|排名(?:第一|首位))"
"""前三大, 排名前三, 最大."""

ODD_WORDS = {
    "分别为为": "分别为",
    "的的": "的",
    "同比同比": "同比",
    "和和": "和",
    "、、": "、",
    "，，": "，",
    "。。": "。",
    "省市区市": "省区市",
}
"""Words printed twice, and once."""


@cache
def odd_words(office: Office) -> dict[str, str]:
    """The same, with the units that reports on an office's trade print."""
    return ODD_WORDS | {one.printed * 2: one.printed for one in office.currencies}


CLIPPED = (
    (r"(?<![同环占相])比增速", "同比增速"),
    (r"(?<![同环占相])比变化", "同比变化"),
    (r"(?<![同环占相])比增长", "同比增长"),
)
"""Words that lost their first character."""

SENTENCES = re.compile(r"\d{4}年.*，")
"""What makes a paragraph one of sentences on trade."""

ENDS = re.compile(r"[。！？；：）”…:.]$")
"""How such a paragraph ends."""

DEFINED = re.compile('(?:下文|以下)简称[“"](.+?)[”"]')
"""Where a short word is defined."""

TOWARD = "对自从向"
"""What stands before those with whom goods are traded."""

COMPARED = re.compile("与[^，。]{1,12}[相不]同|少于")
"""What a sentence says of months that it compares with those of one above it."""

SPELLINGS = (("其他", "其它"), ("帐", "账"), ("台湾省", "台湾"))
"""Two ways to write one thing."""

OF_PRICE = re.compile("价[^。；：]*$")
"""What stands before a word on what a price did."""

SYNONYMS = (("增长", "上升", "上涨", "增加"), ("下降", "减少", "降低", "下滑"))
"""Words for one direction, of which a document uses one."""
