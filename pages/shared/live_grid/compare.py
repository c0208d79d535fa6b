"""Below the live grid: the visitor's clip beside those of the range methods, in qlab's own numbers."""

from typing import Any

import streamlit as st

from pages.shared.frame import table, to_csv
from qlab.experiments.grid import GridResult

SPACE = "\N{NO-BREAK SPACE}"
TITLES = {"minmax": "min-max", "percentile": "percentile", "mse": "MSE", "entropy": "entropy"}


def compare(result: GridResult, here: dict[str, Any], page: str) -> None:
    """Show `here`, a row of `result.at`, beside each range method at the same bits; the file holds the whole sweep."""
    methods = {TITLES[name]: row for name, row in result.methods(here["bits"]).items()}
    rows = [_shown(title, row) for title, row in ({"you": here} | methods).items()]
    table(rows)
    name = f"{page}_{result.spec.source.replace('/', '-')}_{result.spec.family}.csv"
    st.download_button(
        "Save every clip and number of bits as CSV",
        lambda: to_csv(result.rows()),
        name,
        "text/csv",
        on_click="ignore",
    )


def _shown(title: str, row: dict[str, Any]) -> dict[str, str]:
    return {
        "Clip chosen by": title,
        "Clip": _percent(row["clip"], 1),
        "Scale": f"{row['scale']:.3g}",
        "Zero-point": str(row["zero_point"]),
        "Clipping error": f"{row['clipping']:.3g}",
        "Rounding error": f"{row['rounding']:.3g}",
        "Values clipped": _percent(row["clipped_share"], 2),
        "Levels used": str(row["levels_used"]),
        "SQNR": f"{row['sqnr_db']:.2f}{SPACE}dB",
    }


def _percent(share: float, digits: int = 0) -> str:
    return f"{100 * share:.{digits}f}{SPACE}%"


def noticed(result: GridResult, bits: int) -> list[str]:
    """Say what the best clip gains at these bits, and at the other end of the family."""

    def best(at: int) -> str:
        mse, minmax = (result.methods(at)[method] for method in ("mse", "minmax"))
        gain = mse["sqnr_db"] - minmax["sqnr_db"]
        return (
            f"keeps **{_percent(mse['clip'])}** of the range and gains **{gain:.1f}{SPACE}dB** over min-max"
        )

    other = max(result.bits) if bits != max(result.bits) else min(result.bits)
    percentile = result.methods(bits)["percentile"]
    worth = percentile["sqnr_db"] - result.methods(bits)["minmax"]["sqnr_db"]
    return [
        f"At {bits} bits the clip with the smallest error {best(bits)}."
        + (f" At {other} bits it {best(other)}." if other != bits else ""),
        f"The percentile looks only at the values, not at the levels: it keeps {_percent(percentile['clip'])} "
        f"of the range and {'gains' if worth >= 0 else '**loses**'} {abs(worth):.1f}{SPACE}dB over min-max.",
    ]
