"""The frame: what it shows, what it keeps back until someone asks, and that a stranger's words stay plain."""

import csv
import io

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import frame
from qlab.receipts import Receipt


def figure_page() -> None:
    import plotly.graph_objects as go
    import streamlit as st

    from pages.shared import frame

    def rows() -> list[dict[str, object]]:
        st.session_state["asked"] = st.session_state.get("asked", 0) + 1
        return [{"bits": bits, "accuracy": bits / 3} for bits in range(st.session_state["many"])]

    frame.figure(go.Figure(layout_height=321), key="page_figure", alt="It rises.", table=rows)


def open_page(many: int, *, opened: bool) -> AppTest:
    """Run the page with that many rows, the numbers open or not."""
    page = AppTest.from_function(figure_page)
    page.session_state["many"] = many
    page.session_state["page_figure_numbers"] = opened
    page.run()
    assert not page.exception
    return page


def test_a_figure_has_words_and_is_drawn_in_its_own_colors() -> None:
    chart = open_page(3, opened=False).get("plotly_chart")[0].proto
    assert chart.alt == "It rises."
    assert chart.theme == ""  # Streamlit's own template stays out


def test_numbers_are_not_made_until_someone_asks() -> None:
    page = open_page(3, opened=False)
    assert "asked" not in page.session_state
    assert len(page.table) == 0


def test_numbers_are_shown_in_short_with_the_file_in_full() -> None:
    page = open_page(3, opened=True)
    assert page.session_state["asked"] == 1
    assert page.table[0].value["accuracy"].tolist() == ["0", "0.3333", "0.6667"]
    assert [button.label for button in page.get("download_button")] == ["Save as CSV"]
    assert not page.caption


def test_a_long_table_says_what_it_leaves_out() -> None:
    page = open_page(frame.ROWS_SHOWN + 1, opened=True)
    assert len(page.table[0].value) == frame.ROWS_SHOWN
    assert page.caption[0].value.startswith("The first 200 of 201 rows.")


def test_csv_holds_every_row_and_every_digit() -> None:
    rows = [{"bits": 4, "note": 'says "hi", and more', "x": 1 / 3}, {"bits": 8, "note": "é", "x": 1e-30}]
    again = list(csv.DictReader(io.StringIO(frame.to_csv(rows))))
    assert [(int(row["bits"]), row["note"], float(row["x"])) for row in again] == [
        (row["bits"], row["note"], row["x"]) for row in rows
    ]


def test_csv_of_no_rows_is_empty() -> None:
    assert frame.to_csv([]).strip() == ""


def receipt_page() -> None:
    import streamlit as st

    from pages.shared import frame

    frame.receipt(st.session_state["receipt"])


@pytest.fixture
def receipt() -> Receipt:
    """Return a receipt as an experiment writes one."""
    return Receipt(
        experiment="cliff",
        spec={"bits": [4]},
        n_test=450,
        checkpoints={"mlp-64-s0": "0123456789abcdef" * 4},
        versions={"torch": "2.13.0"},
        duration_s=0.1234,
        command="qlab run cliff --bits 4",
        measured={"accuracy": 0.9},
    )


@pytest.mark.parametrize("opened", [True, False])
def test_a_receipt_tells_how_once_it_is_open(receipt: Receipt, opened: bool) -> None:
    page = AppTest.from_function(receipt_page)
    page.session_state["receipt"] = receipt
    page.session_state["cliff_receipt"] = opened
    page.run()
    assert not page.exception
    assert [code.value for code in page.code] == [receipt.command] * opened
    told = " ".join(map(str, page.table[0].value.to_numpy().ravel())) if opened else ""
    assert all((fact in told) is opened for fact in ("450", "0123456789abcdef", "2.13.0", "0.123 s"))


def test_the_notebook_to_take_away_draws_what_the_page_drew(
    receipt: Receipt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page() -> None:
        import streamlit as st

        from pages.shared import frame

        frame.receipt(st.session_state["receipt"], key="page_receipt", draw=sorted, how=("NLL",))

    taken: list[tuple[object, ...]] = []
    monkeypatch.setattr(frame, "take_away", lambda *arguments: taken.append(arguments))
    app = AppTest.from_function(page)
    app.session_state["receipt"] = receipt
    app.run()
    assert taken == []
    app.session_state["page_receipt"] = True
    app.run()
    assert taken == [(receipt, "page_receipt", sorted, ("NLL",))]


def test_code_is_the_function_itself() -> None:
    def page() -> None:
        from pages.shared import frame

        frame.show_code(frame.to_csv, "frame.to_csv([])")

    app = AppTest.from_function(page)
    app.session_state["code_to_csv"] = True
    app.run()
    assert app.code[0].value == "frame.to_csv([])"
    assert app.code[1].value.startswith("def to_csv(rows")


def test_a_strangers_words_stay_plain() -> None:
    def page() -> None:
        from pages.shared import frame

        frame.notice("bits must be 1..8; got **[x](http://example.com)**")

    app = AppTest.from_function(page).run()
    assert [text.value for text in app.text] == ["bits must be 1..8; got **[x](http://example.com)**"]
    assert not any("example.com" in markdown.value for markdown in app.markdown)


def test_a_figure_is_left_as_it_came() -> None:
    def page(fig: object) -> None:
        from pages.shared import frame

        frame.figure(fig, key="page_figure", alt="It rises.", table=list)

    given = go.Figure(layout_height=321)
    before = given.to_json()
    app = AppTest.from_function(page, args=(given,)).run()
    assert len(app.get("plotly_chart")) == 1
    assert given.to_json() == before
