"""The specification, chapter by chapter."""

from tests.spec.chapters import (
    concentration,
    contributions,
    editions,
    entities,
    grains,
    growth,
    nets,
    partners,
    periods,
    prices,
    quantities,
    records,
    revisions,
    shares,
    windows,
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
    prices.CHAPTER,
    records.CHAPTER,
    concentration.CHAPTER,
    editions.CHAPTER,
    revisions.CHAPTER,
    windows.CHAPTER,
)
