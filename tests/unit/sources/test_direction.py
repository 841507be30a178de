from pathlib import Path

import pytest

from yuebao.domain import DirectionError, Flow
from yuebao.reference import find_office
from yuebao.sources._direction import decide_flow, flow_of_name

OFFICE = find_office()


@pytest.mark.parametrize(
    ("name", "flow"),
    [
        ("出口_85076000.csv", Flow.EXPORT),
        ("2024集成电路进口.csv", Flow.IMPORT),
        ("Exports-2024.csv", Flow.EXPORT),
        ("my_IMPORT.xlsx", Flow.IMPORT),
        ("imports2024.csv", Flow.IMPORT),
        ("进出口.csv", None),
        ("进出口商品_出口.csv", Flow.EXPORT),
        ("进出口商品_进口.csv", Flow.IMPORT),
        ("出口和进口.csv", None),
        ("import-export.csv", None),
        ("important.csv", None),
        ("2024in.csv", None),
        ("", None),
    ],
)
def test_a_name_states_a_flow_or_none(name: str, flow: Flow | None) -> None:
    assert flow_of_name(name, OFFICE) is flow


def test_the_folder_says_nothing() -> None:
    with pytest.raises(DirectionError):
        decide_flow(Path("出口/2024.csv"), None, OFFICE)


def test_the_caller_says_what_the_name_does_not() -> None:
    assert decide_flow(Path("2024.csv"), Flow.IMPORT, OFFICE) is Flow.IMPORT


def test_name_and_caller_may_agree() -> None:
    assert decide_flow(Path("出口.csv"), Flow.EXPORT, OFFICE) is Flow.EXPORT


def test_nobody_says() -> None:
    with pytest.raises(DirectionError) as refusal:
        decide_flow(Path("2024.csv"), None, OFFICE)
    assert refusal.value.where == "2024.csv"
    assert "--flow export" in refusal.value.remedy
    assert "--flow import" in refusal.value.remedy


@pytest.mark.parametrize("flow", [None, Flow.EXPORT, Flow.IMPORT])
def test_a_query_of_both_is_neither(flow: Flow | None) -> None:
    with pytest.raises(DirectionError, match="exports and imports together"):
        decide_flow(Path("进出口.csv"), flow, OFFICE)


def test_name_and_caller_disagree() -> None:
    with pytest.raises(DirectionError, match="its name says export, but --flow says import"):
        decide_flow(Path("出口.csv"), Flow.IMPORT, OFFICE)


def test_a_total_is_no_direction() -> None:
    with pytest.raises(DirectionError, match="never their total"):
        decide_flow(Path("a.csv"), Flow.TOTAL, OFFICE)
