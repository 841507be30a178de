"""The specification, chapter by chapter."""

from tests.spec.chapters import (
    contributions,
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
    contributions.CHAPTER,
    nets.CHAPTER,
    partners.CHAPTER,
    grains.CHAPTER,
    quantities.CHAPTER,
)
