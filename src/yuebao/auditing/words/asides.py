"""Numbers that state no fact, by what stands around them, in either language.

Texts come without white space between Chinese letters. Every pattern is bounded, so that a text of
any length takes time in proportion to it.
"""

from __future__ import annotations

import re

from yuebao.auditing.coverage import Aside

_TO = "[-—–－~～至到、和及]"
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_UNITS = (
    "(?:%|％|percent|per cent|million|billion|trillion|thousand|tonnes?|tons?|kg|units|[A-Z]{3}"
    "|[万亿千百]|[\u4e00-\u9fff]?元|吨|千克|公斤|个|台|辆|件|只|家|户|人|倍|位|项|种|艘)"
)
_ITEM = r"\d{1,3}(?:\.\d{1,2})*"

_DATES = (
    # The months that something is compared with: 此前24个月, the 24 months before
    r"此前\d{1,2}个月|(?<=月的)\d{1,2}个月|\bthe \d{1,2} months before\b"
    r"|\bthe preceding \d{1,2} months\b",
    # 2025年, 2025年2月, 2025年1—2月, 2025年2月18日, 2024年第三季度, 25年
    rf"(?:\d{{4}}|(?<!\d)\d{{2}})\s?年(?:度|底|末|初)?(?:第?[1-4]季度|(?:\s?\d{{1,2}}月?\s?{_TO})?"
    rf"\s?\d{{1,2}}\s?月(?:份|底|末|初|[上中下]旬)?(?:\s?\d{{1,2}}(?:\s?{_TO}\s?\d{{1,2}})?\s?[日号])?)?",
    rf"{_YEAR}\s?{_TO}\s?{_YEAR}\s?年?",
    # 1-6月, 2月当月, 3月、4月, 8月18日
    rf"(?<![\d.])\d{{1,2}}(?:\s?月?\s?{_TO}\s?\d{{1,2}}){{0,11}}\s?月(?:份|底|末|初|[上中下]旬)?"
    rf"(?:\s?\d{{1,2}}(?:\s?{_TO}\s?\d{{1,2}})?\s?[日号])?",
    r"(?:前|近|过去|最近|滚动|首|头|后|截[至止])\s?\d{1,2}\s?(?:个)?\s?(?:月|年|季度|周|天)",
    # 截至2025年12月的12个月
    r"(?<=月的)\s?\d{1,2}\s?个月",
    rf"(?<![\d.])\d{{1,2}}(?:\s?{_TO}\s?\d{{1,2}})?\s?(?:季度|季(?!节)|[日号](?!线|楼))",
    rf"(?<!\d){_YEAR}[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])\d{{1,2}}[:：]\d{{2}}",
    rf"(?<!\d){_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)",
    rf"(?<![\d.-]){_YEAR}[-/](?:0?[1-9]|1[0-2])(?![\d.%])",
    rf"(?<!\d)\d{{1,2}}[-/]{_MONTHS}[-/]\d{{2,4}}",
    r"(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)",
    r"(?<!\d)\d{1,2}\s?(?:时(?:\d{1,2}分)?|[ap]\.?m\b\.?)",
    # 18 March 2025, March 2025, March 18, Jan-Feb 2025, the 3 months to March
    rf"(?:(?<![\d.,]){_DAY}\s(?:of\s)?)?\b{_MONTHS}(?:\s?(?:[-–—/]|to|through|and)\s?{_MONTHS})?"
    rf"(?:,?\s(?:{_DAY}(?:\s?[-–]\s?{_DAY})?(?![\d.,%]\d|\s?{_UNITS})(?:,?\s{_YEAR}(?!\d))?"
    rf"|{_YEAR}(?!\d))|[-–'’]\d{{2}}(?![\d.%]))?",
    r"(?i)\b\d{1,2}[- ](?:months?|weeks?|years?|quarters?|days?)\s(?:to|ended|ending|through|of"
    r"|earlier|ago|average)\b|\b(?:first|last|past|previous|next|latest|over)\s(?:the\s)?\d{1,2}\s"
    r"(?:months?|weeks?|years?|quarters?|days?)\b|\b\d{1,2}-months?\b",
    rf"\b(?:[HQ][1-4]|[1-4][HQ])(?:\s?(?:{_YEAR}|FY\d{{2,4}})|['’]?\d{{2}}(?!\d))?(?!\d)",
    rf"{_YEAR}\s?(?:年)?[HQ][1-4](?!\d)",
    rf"\bFY\s?'?\d{{2,4}}(?:[/-]\d{{2,4}})?|(?<!\d){_YEAR}[/–-]\d{{2}}(?![\d.%])",
    # A year alone, where nothing says that it is an amount.
    rf"(?<![\d.,$€£¥−-])(?<![$€£¥]\s){_YEAR}s?(?![\d%])(?![.,]\d)(?!\s?{_UNITS})",
    r"(?<!\w)['’]\d{2}(?!\d)",
)

_NUMBERINGS = (
    rf"(?:续?表|图|附表|附图|图表|专栏|附件|附录|公式|脚注)\s?{_ITEM}(?:[-–—]\d{{1,3}})?"
    rf"(?:\s?[、和与及至]\s?(?:表|图)?\d{{1,3}}(?![\d.]*{_UNITS}))*",
    r"(?:第)\s?\d{1,3}\s?(?:章|节|条|款|部分|讲|篇|段|行|列)",
    rf"(?i)\b(?:tables?|figures?|figs?\.?|charts?|box(?:es)?|annex(?:es)?|appendi(?:x|ces)|sections?"
    rf"|chapters?|exhibits?|panels?|part|notes?|footnotes?|slide|item|step|paragraphs?|columns?|rows?"
    rf"|lines?)\s?[A-Z]?{_ITEM}(?:[-–]\d{{1,3}})?[a-z]?\b"
    rf"(?:\s?(?:,|and|or|to|&|[-–])\s?{_ITEM}\b(?!\s?{_UNITS}))*",
    r"(?<![\d.\w])[(（]\d{1,2}[)）]",
    r"注\s?[(（]\d{1,2}[)）](?:\s?[、和与及至]?\s?[(（]\d{1,2}[)）])*",
    r"(?:(?<=[:：。；;])|(?<=[.:;]\s))\d{1,2}\s?[、.．)）](?!\d)",
)

_NUMBERING_STARTS = (
    rf"\s*{_ITEM}\s?(?:[、．)）:：]|\.(?!\d))",
    r"\s*\d{1,2}/\s",
    r"\s*\d{1,2}(?:\.\d{1,2}){2,4}(?!\d)",
    r"\s*[①-⑳]",
)
"""At the beginning of a text."""

_HEADING_START = rf"\s*(?:第\s?)?{_ITEM}(?![\d.,]*\d*\s?{_UNITS})"
"""At the beginning of a heading."""

_PAGES = (
    r"第\s?\d{1,4}\s?页(?:\s?[,，/]?\s?共\s?\d{1,4}\s?页)?",
    r"共\s?\d{1,4}\s?页",
    r"(?i)\b(?:page|pp?\.)\s?\d{1,4}(?:\s?(?:of|/|[-–])\s?\d{1,4})?",
    r"\A[-—–\s]{0,4}\d{1,4}(?:\s?/\s?\d{1,4})?[-—–\s]{0,4}\Z",
)

_MARKS = (
    r"\[\d{1,3}(?:\s?[,，–-]\s?\d{1,3}){0,20}\]",
    r"注\s?\d{1,2}(?!\d)",
)

_CONTACTS = (
    r"(?i)(?:电话|传真|热线|手机|邮编|邮政编码|微信|tel(?:ephone)?\b|phone|fax|postcode|zip)"
    r"[^\d，。；]{0,12}[\d\s()（）+\-–—/转]{4,40}",
    r"(?<!\d)1[3-9]\d{9}(?!\d)",
    r"(?<!\d)0\d{2,3}[-–—]\d{7,8}(?:[-–—转]\d{1,6})?(?!\d)",
    r"(?<!\d)[48]00[-–—]\d{3,4}[-–—]\d{3,4}(?!\d)",
    r"\+\d{1,3}[\s-]?\(?\d{1,4}\)?(?:[\s-]\d{2,4}){2,4}",
    r"(?:https?://|www\.)[\x21-\x7e]{1,300}",
    r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}",
    r"(?:路|街|大道|巷|里)\s?\d{1,5}\s?(?:号|弄)(?:院|楼|座)?(?:\s?\d{1,4}\s?(?:号楼|楼|室|层))?",
    r"(?i)(?<!\d)\d{1,5}\s[A-Z][a-z]{1,20}\s(?:street|road|avenue|st\.|rd\.|ave\.)",
)

_CODES = (
    r"[〔\[（(]\s?(?:19|20)\d\d\s?[〕\]）)]\s?(?:第\s?)?\d{1,5}\s?号",
    r"(?i)(?:\bHS|海关编码|商品编码|商品编号|税则号列|税则号|税目|税号|编码|代码|\bcodes?|\bheadings?|\bCN|\bHTS)"
    r"\s?(?:codes?\s?)?(?:20\d\d\s)?[:：]?\s?\d{2,12}(?:\.\d{2,4}){0,3}"
    r"(?:(?:\s?[、,，/和及至–-]\s?|,?\sand\s|\sto\s)\d{2,12}(?:\.\d{2,4}){0,3}){0,40}"
    r"(?:等\d{1,5}个(?:编码|税号)|,?\sand\s\d{1,5}\smore\b)?",
    r"(?<![\d.,])\d{4}\.\d{2}\.\d{2}(?:\.\d{2})?(?![\d.])",
    r"[（(]\s?(?:HS\s?)?\d{4,12}(?:\s?[、,，/]\s?\d{4,12}){0,40}\s?[)）]",
    r"(?i)\b(?:ISSN|ISBN|GB/T|GB|ISO|IEC|DOI|CN|SITC|ISIC|CAS)[\s:：]*\d[\d\-./X]{0,24}",
    r"(?:总第|第)\s?\d{1,5}\s?(?:期|号|卷|辑|版)",
    r"(?i)\b(?:vol(?:ume)?\.?|issue|no\.)\s?\d{1,5}",
    r"(?:令|公告|文件|字)\s?第?\s?\d{1,5}\s?号|(?<!\d)\d{1,5}\s?号(?:文|令|公告|文件)",
)

_RANKS = (
    r"第\s?\d{1,3}\s?(?:位|名|大|次|届|个|强|轮)?(?![\d.年月期号页章季])",
    r"前\s?\d{1,3}\s?(?:名|位|大|强|个?(?:国家|地区|省?市|省份?|伙伴|商品|产品|企业)|家)?(?![\d.个月年])",
    r"(?i)\b(?:top|first|leading|largest)[\s-]?\d{1,3}(?![\d.,]*\d*\s?%)\b",
    r"(?<![\d.,])\d{1,3}(?:st|nd|rd|th)\b",
    r"(?:排名?|位[列居])\s?第?\s?\d{1,3}(?:\s?位)?",
    r"#\d{1,3}\b",
)

_FILE_LETTER = r"[\w\\.()（）+-]"

_NAMES = (
    # 出口_7324_202501.xlsx
    rf"(?<!{_FILE_LETTER}){_FILE_LETTER}{{1,120}}\.(?:csv|xlsx?|txt|html?|mht|docx?|pdf|zip)(?![A-Za-z\d])",
    # COVID-19, G20, CO2; not EUR41
    r"(?<![A-Za-z])(?!(?:US|Rs|[A-Z]{3})"
    r"-?\d)[A-Z][A-Za-z]{0,20}[-–]?\d{1,5}(?![\d.,]*\d|\s?[%％])[A-Za-z]{0,4}",
    r"(?<![\d.,A-Za-z])\d{1,3}(?:G|D|K|nm|Ah|mAh|V)(?![A-Za-z\d])",
    r"(?<![\d.])\d{1,3}\s?(?:座|英尺|英寸|纳米|毫升|匹马力)",
    r"“\d{1,4}(?:\+\d{1,4}){0,3}[^”]{0,8}”",
)

_BASES = (
    # What an index is of one alone, and factors in a note on what is multiplied.
    r"以\s?1\s?0,?000点为完全集中|10,?000 points being one",
    r"1\s?[＋+]\s?(?:变动|同比)",
    # What diagnostics of seasonal adjustment must be, and its model: M7、Q均以不大于1为通过
    r"以不[大小]于\d(?:\.\d{1,2})?为通过|pass up to 1\b|\bfrom 0\.01\b",
    r"ARIMA\s?(?:\(\s?\d[\s,]?\d[\s,]?\d\s?\)){1,2}",
    r"以来的\d{1,3}个月(?=[，。])(?:，不足\d{1,3}个月)?|\bon \d{1,3} months(?= since)"
    r"|\bfewer than the \d{1,3} it takes",
    r"[=＝]\s?1(?:,?0)?00(?!\d)",
    r"(?i)(?:unit|units|单位)\s?[:：]?\s?[^\d]{0,12}1,?000(?:,000)?(?![\d.])",
    r"(?i)\bunits?\s?[:：]\s?[^\d]{0,12}1\s?(?:thousand|million|billion)\b",
    # How many records a quantity leaves out
    r"\b\d[\d,]{0,12} records? in other units\b",
    r"(?i)\bper\s1,?0+\b|每\s?\d{1,4}(?=\s?(?:千克|公斤|吨|升|人|平方米|[\u4e00-\u9fff]?元))",
    # (USD 100 million; 10,000 items), and where a cell is its unit: USD100million
    r"(?:(?<=[(（;；,，:：])|(?<=[(（;；,，:：]\s)|\A)(?:[A-Z]{1,3}\$|[A-Z]{3})?\s?1(?:0{1,6}|0{0,2}(?:,000){1,2})\s?"
    r"(?:[a-z]{1,12}\s?){1,3}(?=[)）;；,，]|\Z)",
    r"(?:[A-Z]{1,3}\$|\b[A-Z]{3})\s?1(?:0{1,6}|0{0,2}(?:,000){1,2})\s?[mb]illion\Z",
    # (USD 10,000)
    r"(?<=[(（])(?:[A-Z]{1,3}\$|[A-Z]{3})\s?10{0,2},000(?=[)）;；])",
    # Two axes of a chart, one after the other: Change on year (%) USD 10,000
    r"(?<=[%％][)）])\s?(?:[A-Z]{1,3}\$|[A-Z]{3})\s?10{0,2},000\Z",
)


def _compiled(why: Aside, *patterns: str) -> tuple[tuple[Aside, re.Pattern[str]], ...]:
    return tuple((why, re.compile(pattern)) for pattern in patterns)


CODES = _compiled(Aside.CODE, *_CODES)
"""Codes of goods and the like, which no sentence takes for an amount."""

ANYWHERE: tuple[tuple[Aside, re.Pattern[str]], ...] = (
    *_compiled(Aside.PAGE, *_PAGES),
    *_compiled(Aside.CONTACT, *_CONTACTS),
    *CODES,
    *_compiled(Aside.UNIT, *_BASES),
    *_compiled(Aside.NUMBERING, *_NUMBERINGS),
    *_compiled(Aside.MARK, *_MARKS),
    *_compiled(Aside.DATE, *_DATES),
    *_compiled(Aside.RANK, *_RANKS),
    *_compiled(Aside.NAME, *_NAMES),
)
"""What is looked for in every text; of two that hold a number the first tells why."""

AT_START = _compiled(Aside.NUMBERING, *_NUMBERING_STARTS)
"""What is looked for where a text begins."""

AT_HEADING = _compiled(Aside.NUMBERING, _HEADING_START)
"""What is looked for where a heading begins."""

NUMBER_HEADS: tuple[tuple[Aside, re.Pattern[str]], ...] = (
    (
        Aside.RANK,
        re.compile(r"(?i)^(?:排名|排序|位次|名次|序号|顺序|序|rank(?:ing)?|no\.?|#|s/?n)$"),
    ),
    (Aside.CODE, re.compile(r"(?i)编码|代码|税号|编号|^HS|\bcodes?\b|\bHS\d*\b")),
    (Aside.DATE, re.compile(r"(?i)^(?:年份?|月份?|年月|日期|时间|期间|year|month|date|period)s?$")),
    (Aside.CONTACT, re.compile(r"(?i)电话|传真|tel|phone")),
)
"""What a column's head says of numbers in it that no claim rests on."""

LIMIT = re.compile(r"\s*[>＞≥]\s?\d[\d,]{0,20}(?:\.\d{1,9})?\s?[%％]?\s*")
"""A cell that says that its number is beyond a limit."""

DATE_ALONE = re.compile(
    rf"^(?:{_YEAR}\s?年?(?:\s?[-./]?\s?(?:0?[1-9]|1[0-2])\s?月?)?|\d{{1,2}}\s?月份?|{_YEAR}[HQ]\d)$"
)
"""A head or a label that is a date and nothing else."""


FOOTNOTE_NUMBER = re.compile(r"\s*\[?\^?(\d{1,2})\]?(?![\d.,年月])")
"""The number that a footnote begins with."""

MARK_IN_TEXT = re.compile(
    rf"(?<=[\u4e00-\u9fff”）)])\d{{1,2}}(?=[\u4e00-\u9fff，。、；])(?!{_UNITS}|[年月日号时季])"
)
"""What can be a footnote's mark, where a footnote has that number."""

PARAGRAPH_START = re.compile(
    r"^(?:(?:截[至止])?\d{4}年(?:\d{1,2}(?:[-—–至]\d{1,2})?月(?:的12个月)?|[一二三四]季度|[上下]半年)"
    r"(?:累计)?[，,]|经季节调整，|[-•·]\s|[•·](?=[\dA-Z截经])|\*"
    r"|In (?:[A-Z][a-z]+|the (?:first|second|third|fourth|twelve)\b))"
)
"""A line of running text that begins a paragraph, though nothing else says that one ended."""
