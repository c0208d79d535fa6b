"""Rows and quantiles of the benchmarks."""

import pytest

from benchmarks.driver.report import quantile, row
from benchmarks.rerun import always_new


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100), (0.0, 1)])
def test_a_quantile_is_one_of_the_values(share: float, value: int) -> None:
    assert quantile(list(range(100, 0, -1)), share) == value


def test_a_row_says_whether_its_claim_holds() -> None:
    assert row("a", 1.4, at_most=1.5)["holds"] == "yes"
    assert row("a", 1.6, at_most=1.5)["holds"] == "no"
    assert row("a", 2.9, at_least=3)["holds"] == "no"
    assert row("a", 3.0, at_least=3)["claim"] == "at least 3"
    assert row("a", float("inf"), at_most=1.5)["holds"] == "no"
    assert row("a", 1.0)["claim"] == row("a", 1.0)["holds"] == ""


class Menu:
    def options(self, key: str) -> list[str]:
        return ["1", "2", "3"]


def test_new_moves_never_meet_the_same_pair_twice() -> None:
    at, met = {"outer": "start", "inner": "0"}, []
    for key, value in always_new("inner", "outer", "x", "y")(Menu()):  # type: ignore[arg-type]
        at[key] = value
        met.append((at["outer"], at["inner"]))
    assert len(met) == len(set(met)) == 1 + 2 * 3
