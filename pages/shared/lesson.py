"""A lesson: predict, measure where a claim holds and where it breaks, notice, check.

What is measured and drawn comes only after `predict` returned true; pages/learn/noise.py shows the whole shape. What
a learner answers is kept, see keeping. A lesson of many parts holds them as data: see part.py.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from pages.shared.cached import drawn, measured
from pages.shared.frame import figure, receipt
from pages.shared.keeping import keep, visit
from pages.shared.predicting import predicted
from pages.shared.predicting.choosing import Choosing
from pages.shared.running import watched
from qlab.claims.claim import Case, Statement, Verdict
from qlab.claims.published import published
from qlab.measurement import Measurement

if TYPE_CHECKING:
    import plotly.graph_objects as go

CHIPS: dict[str, tuple[Literal["green", "red", "orange"], str, str]] = {
    "supported": ("green", ":material/check_circle:", "supported here"),
    "not supported": ("red", ":material/cancel:", "not supported here"),
    "mixed": ("orange", ":material/contrast:", "mixed"),
}


def predict(key: str, question: str, options: Sequence[str]) -> bool:
    """Ask to choose one of the options; return whether the learner is sure of it, or would rather not."""
    return predicted(key, question, Choosing(tuple(options)))


def verdict_chip(verdict: Verdict) -> None:
    """Show a verdict as a word, an icon and a color."""
    color, icon, words = CHIPS[verdict.verdict]
    st.badge(words, icon=icon, color=color)


def bench_of(
    statement: Statement,
    *,
    draw: "Callable[[Any, str], go.Figure]",
    alt: Callable[[Any], str],
    notes: Callable[[Any], Sequence[str]],
) -> None:
    """Measure a statement's cases and show them side by side, each with its verdict, notes, table and receipt."""
    st.subheader(statement.sentence.rstrip("."), anchor=False)
    places = (place for _ in statement.cases[::2] for place in st.columns(2, gap="medium"))
    for place, case in zip(places, statement.cases, strict=False):
        with place:
            _show(statement, case, draw, alt, notes)
    _show_rule(statement)


def verdicts_of(statement: Statement) -> None:
    """Show only the verdicts on a statement's cases: their figures stand above, with another statement."""
    st.subheader(statement.sentence.rstrip("."), anchor=False)
    for case in statement.cases:
        measurement = published(case.spec) if statement.slow else measured(case.spec)
        if measurement is not None:
            show_verdict(case.name, statement.judge(measurement.result))
    _show_rule(statement)


def show_verdict(case: str, verdict: Verdict) -> None:
    """Show the verdict on a case, and why, in one line."""
    chip, words = st.columns([1, 4], vertical_alignment="center")
    with chip:
        verdict_chip(verdict)
    words.markdown(f"**{case}.** {verdict.because}")


def _show_rule(statement: Statement) -> None:
    st.markdown(
        f":small[The rule: {statement.rule} What would change the verdicts: {statement.would_change}]"
    )


def _show(statement: Statement, case: Case, draw: Any, alt: Any, notes: Any) -> None:
    heading = st.container(horizontal=True, vertical_alignment="center")
    heading.markdown(f"#### {case.name}", width="content")
    st.markdown(case.about)
    measurement = _measurement(statement, case)
    if measurement is None:
        return
    verdict = statement.judge(measurement.result)
    with heading:
        verdict_chip(verdict)
    key, result = _key(statement, case), measurement.result
    figure(drawn(draw, measurement), key=key, alt=alt(result), table=result.rows)
    st.markdown("\n".join(f"- {note}" for note in (verdict.because, *notes(result))))
    receipt(measurement.receipt, key=f"{key}_receipt", draw=draw)


def _key(statement: Statement, case: Case) -> str:
    return f"{statement.name}_{case.name}".replace(" ", "_").lower()


def _measurement(statement: Statement, case: Case) -> Measurement | None:
    """Return a quick case measured; of a slow one what was published, until it was measured again on request."""
    if not statement.slow:
        return measured(case.spec)
    key, known = _key(statement, case), published(case.spec)
    again = known is None or st.toggle("Measure it again here", key=f"{key}_again")
    return (watched(case.spec, place=key) if again else None) or known


def check(key: str, question: str, answers: Mapping[str, str], *, right: str) -> None:
    """Ask one question about what was seen; every answer is explained.

    Raises:
        ValueError: if the right answer is not among the answers.
    """
    if right not in answers:
        raise ValueError(f"right must be one of the answers; got {right!r}.")
    last = visit().last("answer", key)
    with st.container(border=True):
        st.markdown("**Check yourself**")
        place = list(answers).index(last) if last in answers else None
        answer = st.radio(question, list(answers), index=place, key=key, on_change=_answer, args=(key,))
        if answer:
            st.markdown(f"{'**Yes.**' if answer == right else '**Not quite.**'} {answers[answer]}")


def _answer(key: str) -> None:
    keep("answer", key, st.session_state[key])
