"""The frame of a page: its head, its figures with their numbers, and where those came from.

    header("Cliffs", "How few bits are too few? Turn them down and watch.")
    figure(cliff_figure(result, theme()), key="cliffs_accuracy", alt="Accuracy falls ...", table=result.rows)
    receipt(measurement.receipt)

What stands in an expander is made and sent only while it is open. A figure comes drawn in the visitor's theme
(`pages.shared.theme.theme`), so Plotly's own theme stays out of it and a notebook shows the same picture.
"""

import csv
import inspect
import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.shared.take_away import take_away

if TYPE_CHECKING:  # at run time home must not pay for these
    import plotly.graph_objects as go
    from streamlit.elements.lib.mutable_popover_container import PopoverContainer

    from qlab.figures.weights_measures import Measure
    from qlab.receipts import Receipt

Row = Mapping[str, Any]
ROWS_SHOWN = 200
ROWS_HIGH = 12


def header(title: str, question: str) -> None:
    """Open a page: its one first-level heading and its question, in two sentences."""
    st.title(title, anchor=False)
    st.markdown(question)


@st.fragment
def bench(ask: Callable[[], Any], show: Callable[[Any], None]) -> None:
    """Draw the knobs of `ask` and, beside them, what `show` makes of their values; on a phone, below them.

    A turned knob draws only the bench again, not the page.
    """
    knobs, view = st.columns([4, 7], gap="medium")
    with knobs:
        asked = ask()
    with view:
        show(asked)


def what_to_notice(notes: Sequence[str]) -> None:
    """List what a learner should see in the figure, each in a sentence or two with the measured numbers."""
    st.subheader("What to notice", anchor=False)
    st.markdown("\n".join(f"- {note}" for note in notes))


def metrics(measures: "Sequence[Measure]") -> None:
    """Show measures in big type, side by side."""
    with st.grid("auto", min_column_width=125):
        for label, value, about, remark in measures:
            st.metric(label, value, remark, delta_color="off", delta_arrow="off", help=about)


def table(rows: Sequence[Mapping[str, str]]) -> None:
    """Show a few rows of ready-made text; st.table, which makes a data frame first, takes ten times as long."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def notice(message: str) -> None:
    """Say that something asked for cannot be. `message` may quote the visitor, so it stays plain text."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.badge("Not as asked", icon=":material/info:", color="orange")
        st.text(message, width="stretch")


def figure(fig: "go.Figure", *, key: str, alt: str, table: Callable[[], Sequence[Row]]) -> None:
    """Show a figure at its own height, and below it the numbers that it draws.

    Args:
        fig: drawn in the visitor's theme.
        key: unique in the lab; the names of saved files begin with it.
        alt: the figure in one or two sentences, for someone who cannot see it, with the measured numbers.
        table: makes the rows behind the figure, as a result's `rows` does; called only when someone asks.
    """
    config = {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": key},
    }
    st.plotly_chart(fig, theme=None, key=key, alt=alt, config=config)
    numbers(table, key=key, alt=alt)


def numbers(table: Callable[[], Sequence[Row]], *, key: str, alt: str) -> None:
    """Offer the rows behind a picture, as `figure` does for its own, and as a file."""
    rows = st.expander(
        "See the numbers", icon=":material/table_rows:", key=f"{key}_numbers", on_change="rerun"
    )
    if rows.open:
        with rows:
            _show_rows(table(), key, alt)


def receipt(
    receipt: "Receipt", key: str = "", draw: Callable[..., Any] | None = None, how: Sequence[str] = ()
) -> None:
    """Offer the answer to "How was this measured?": what ran, on what, and the line that measures it again.

    A page with several receipts of one experiment gives each a key. A page that draws the result as
    draw(result, *how, theme) says so, and the notebook to take away does, too.
    """
    key = key or f"{receipt.experiment}_receipt"
    told = st.expander("How was this measured?", icon=":material/receipt_long:", key=key, on_change="rerun")
    if not told.open:
        return
    with told:
        st.markdown("Measure it again, in a terminal:")
        code(receipt.command)
        networks = {f"Weights of {name}": f"SHA-256 {sha[:16]}…" for name, sha in receipt.checkpoints.items()}
        seconds = {"Took": f"{receipt.duration_s:.3g} s"}
        samples = {"Test samples": f"{receipt.n_test:,}"} if receipt.n_test else {}
        facts = (
            samples
            | networks
            | seconds
            | {f"{name} version": number for name, number in receipt.versions.items()}
        )
        st.table(facts, hide_header=True, alt="What the measurement rests on")
        take_away(receipt, key, draw, how)


def show_code(function: Callable[..., Any], snippet: str) -> None:
    """Offer the code: the lines that repeat this page in a notebook, and the function that does the work."""
    name = function.__name__
    shown = st.expander("See the code", icon=":material/code:", key=f"code_{name}", on_change="rerun")
    if shown.open:
        with shown:
            st.markdown("The same in a notebook:")
            code(snippet)
            st.markdown(f"What `{name}` does:")
            code(inspect.getsource(function))


def explain(word: str, text: str, key: str) -> "PopoverContainer":
    """Offer what a word means, one click away; return the place for more, which knows whether it is open."""
    place = st.popover(word, icon=":material/help:", type="tertiary", key=key, on_change="rerun")
    place.markdown(text)
    return place


def _show_rows(rows: Sequence[Row], key: str, alt: str) -> None:
    shown = [{name: _short(value) for name, value in row.items()} for row in rows[:ROWS_SHOWN]]
    st.table(shown, height=440 if len(shown) > ROWS_HIGH else "content", hide_index=True, alt=alt)
    if len(rows) > ROWS_SHOWN:
        st.caption(f"The first {ROWS_SHOWN} of {len(rows):,} rows. The file holds them all.")
    st.download_button("Save as CSV", lambda: to_csv(rows), f"{key}.csv", "text/csv", on_click="ignore")


def code(text: str) -> None:
    """Show code without Streamlit's highlighting: its colors are the same in every theme and too faint for both."""
    st.code(text, language=None, wrap_lines=True)


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def to_csv(rows: Sequence[Row]) -> str:
    r"""Return rows as CSV text with a header, numbers in full.

    >>> to_csv([{"bits": 4, "accuracy": 0.875}])
    'bits,accuracy\r\n4,0.875\r\n'
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
