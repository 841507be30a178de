"""English: the same statements as a statistical office would word them.

Tables keep the units of the Chinese report (USD 100 million), so that both print the same numbers;
sentences move the point to the unit English readers expect (US$4.27 billion for 42.7), which gains
and loses no digit.
"""

from yuebao.report.language._sections import SectionVocabulary
from yuebao.report.language.en._language import EnglishCore
from yuebao.report.language.en.concentration import EnglishConcentration
from yuebao.report.language.en.contribution import EnglishContribution
from yuebao.report.language.en.highlights import EnglishHighlights
from yuebao.report.language.en.overview import EnglishOverview
from yuebao.report.language.en.partners import EnglishPartners
from yuebao.report.language.en.price import EnglishPrice
from yuebao.report.language.en.products import EnglishProducts
from yuebao.report.language.en.provinces import EnglishProvinces, EnglishProvinceTrade
from yuebao.report.language.en.ranked import EnglishEnterprises, EnglishModes
from yuebao.report.language.en.records import EnglishRecords
from yuebao.report.language.en.seasonal import EnglishSeasonal
from yuebao.report.language.en.text import EnglishText


class English(SectionVocabulary, EnglishCore):
    """The language of an English report."""

    sections = (
        EnglishOverview, EnglishProducts, EnglishPartners, EnglishProvinces, EnglishProvinceTrade,
        EnglishModes, EnglishEnterprises, EnglishText, EnglishContribution,
        EnglishConcentration, EnglishRecords, EnglishSeasonal, EnglishPrice,
        EnglishHighlights,
    )  # fmt: skip


__all__ = ["English"]
