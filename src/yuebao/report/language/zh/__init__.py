"""Chinese: how a careful editor words what the figures say."""

from yuebao.report.language._sections import SectionVocabulary
from yuebao.report.language.zh._language import ChineseCore
from yuebao.report.language.zh.concentration import ChineseConcentration
from yuebao.report.language.zh.contribution import ChineseContribution
from yuebao.report.language.zh.highlights import ChineseHighlights
from yuebao.report.language.zh.overview import ChineseOverview
from yuebao.report.language.zh.partners import ChinesePartners
from yuebao.report.language.zh.price import ChinesePrice
from yuebao.report.language.zh.products import ChineseProducts
from yuebao.report.language.zh.provinces import ChineseProvinces, ChineseProvinceTrade
from yuebao.report.language.zh.ranked import ChineseEnterprises, ChineseModes
from yuebao.report.language.zh.records import ChineseRecords
from yuebao.report.language.zh.seasonal import ChineseSeasonal
from yuebao.report.language.zh.text import ChineseText


class Chinese(SectionVocabulary, ChineseCore):
    """The language of a Chinese report."""

    sections = (
        ChineseOverview, ChineseProducts, ChinesePartners, ChineseProvinces, ChineseProvinceTrade,
        ChineseModes, ChineseEnterprises, ChineseText, ChineseContribution,
        ChineseConcentration, ChineseRecords, ChineseSeasonal, ChinesePrice,
        ChineseHighlights,
    )  # fmt: skip


__all__ = ["Chinese"]
