"""The document model: a finished report, frozen and complete.

A report is a `Document` of parts. Every printed number in it is a `Figure`, and prose, tables,
charts and the data annex hold the same `Figure` objects, so they cannot disagree. Meaning is in
the model: a figure knows what it is of whom and when, a table what its rows are, a paragraph what
it says. Renderers read this model and draw; they compute nothing, and choose no words but those
of their format.
"""

from yuebao.report.model._chart import Chart, ChartForm, Point, Series
from yuebao.report.model._document import Cover, Document, Look, Part, Source
from yuebao.report.model._figure import (
    Block,
    Direction,
    Figure,
    Indicator,
    Ingredient,
    Key,
    Measure,
    Role,
    Side,
)
from yuebao.report.model._statement import (
    Amounts,
    Concentrated,
    Contributions,
    Decomposed,
    Leaders,
    LeftOut,
    Members,
    Nothing,
    Placed,
    Standing,
    Statement,
    Tally,
)
from yuebao.report.model._table import (
    Address,
    Cell,
    EmptyCell,
    FigureCell,
    Group,
    Head,
    LabelCell,
    Row,
    Table,
    Terms,
)
from yuebao.report.model._text import Footnote, Heading, Mention, Paragraph, Run
from yuebao.report.model._words import (
    BookWords,
    CaptionWords,
    ColumnWords,
    DocumentWords,
    Names,
    NumberMarks,
    PageWords,
)

__all__ = [
    "Address",
    "Amounts",
    "Block",
    "BookWords",
    "CaptionWords",
    "Cell",
    "Chart",
    "ChartForm",
    "ColumnWords",
    "Concentrated",
    "Contributions",
    "Cover",
    "Decomposed",
    "Direction",
    "Document",
    "DocumentWords",
    "EmptyCell",
    "Figure",
    "FigureCell",
    "Footnote",
    "Group",
    "Head",
    "Heading",
    "Indicator",
    "Ingredient",
    "Key",
    "LabelCell",
    "Leaders",
    "LeftOut",
    "Look",
    "Measure",
    "Members",
    "Mention",
    "Names",
    "Nothing",
    "NumberMarks",
    "PageWords",
    "Paragraph",
    "Part",
    "Placed",
    "Point",
    "Role",
    "Row",
    "Run",
    "Series",
    "Side",
    "Source",
    "Standing",
    "Statement",
    "Table",
    "Tally",
    "Terms",
]
