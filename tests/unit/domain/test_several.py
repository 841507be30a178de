"""Several refusals as one: told with their reasons, and of very many the rest by name."""

from __future__ import annotations

from yuebao.domain import SeveralError, SourceError


def refusals(count: int) -> SeveralError:
    error = SeveralError.of(
        [SourceError("it is empty", file=f"出口_{at}.csv", line=at) for at in range(1, count + 1)],
        f"of {count} files",
    )
    assert isinstance(error, SeveralError)
    return error


def test_a_few_are_told_with_their_reasons() -> None:
    lines = str(refusals(3)).splitlines()
    assert len(lines) == 4
    assert lines[3].strip() == "出口_3.csv, line 3: it is empty."


def test_of_very_many_the_rest_are_named() -> None:
    error = refusals(200)
    lines = str(error).splitlines()
    assert len(lines) == 2 + error.most_told
    assert lines[-1].split(", ") == [f"  出口_{error.most_told + 1}.csv",
                                     *(f"出口_{at}.csv" for at in range(22, 201))]  # fmt: skip
    assert len(error.several()) == 200
