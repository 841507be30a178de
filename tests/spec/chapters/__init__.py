"""The specification, chapter by chapter."""

from tests.spec.chapters import (
    entities,
    grains,
    growth,
    nets,
    partners,
    periods,
    quantities,
    shares,
)

CHAPTERS = (
    entities.CHAPTER,
    periods.CHAPTER,
    growth.CHAPTER,
    shares.CHAPTER,
    nets.CHAPTER,
    partners.CHAPTER,
    grains.CHAPTER,
    quantities.CHAPTER,
)
