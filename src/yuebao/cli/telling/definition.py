"""What a definition is about and what it makes, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.report.titles import titles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report import Definition


def tell_goods(definition: Definition) -> str:
    """What it is about, in a few words."""
    codes = ", ".join(definition.subject.codes)
    return "all goods" if codes == "all" else f"HS {codes}"


def tell_definition(definition: Definition) -> Iterator[str]:
    """All of it that a reader of the report will notice."""
    yield f"{definition.name}  ({tell_goods(definition)})"
    yield from (
        f"  {language}  {title}"
        for language, title in titles_of(definition, definition.flows).items()
    )
    yield f"  windows   {', '.join(map(str, definition.windows))}"
    yield f"  sections  {', '.join(section.kind for section in definition.sections)}"
    quantity = definition.units.quantity
    printed = [f"{unit} ({code})" for code, unit in definition.units.value.items()]
    if quantity is not None:
        printed.append(f"{quantity.unit} × {quantity.per:,}")
    yield f"  units     {', '.join(printed)}"
    yield from (
        f"  product   {product.code}  {next(iter(product.label.values()))}"
        for product in definition.subject.products
    )
