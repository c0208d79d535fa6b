"""The challenge to spend a budget of bits over the layers, on a page."""

import streamlit as st

from pages.shared.challenges.kept import (
    answers,
    commit,
    look_again,
    made,
    measured_again,
    show_score,
    steps,
    take_step,
)
from pages.shared.frame import figure, table
from pages.shared.theme import theme
from qlab.challenges.budget import BudgetChallenge, budget_challenge, score_budget
from qlab.figures.challenges import budget_figure
from qlab.zoo import MODELS

NAME = "bits"
TRIES = 3
ENOUGH = "enough"
BY_WRONG = (
    "The fewest wrong answers there can be have all points; twice as many have at most a quarter of them."
)


@st.fragment
def bits(seed: int) -> None:
    """Ask for bits for each layer, a few times; at the end show all allocations."""
    with st.spinner("Measuring every allocation there is ..."):
        challenge = made(budget_challenge, seed)
    measured = challenge.measured
    st.markdown(
        f"The network {measured.model} ({MODELS[measured.model].title.lower()}) has {len(measured.sizes)} layers. "
        f"Its weights may take **{challenge.budget:,} bits** in all, {challenge.budget / sum(measured.sizes):.3g} for "
        f"each on average. Where do they help most? You have {TRIES} measurements; the best counts."
    )
    tries = answers(NAME, seed)[:TRIES]
    points = [score_budget(challenge, given).points for given in tries]
    rows = [_row(challenge, f"you, {count}", given) for count, given in enumerate(tries, start=1)]
    if len(tries) < TRIES and 100 not in points and not steps(NAME, seed):
        if rows:
            table(rows)
        _ask(challenge, len(tries) + 1)
        return
    found = (("greedy", challenge.greedy), ("exhaustive", challenge.best))
    rows += [_row(challenge, who, allocation) for who, allocation in found]
    table(rows)
    given = tries[points.index(max(points))]
    score = score_budget(challenge, given)
    reached = [("Yours", f"{100 * score.yours:.1f} %"), ("Best", f"{100 * score.best:.1f} %")]
    show_score(score, reached, BY_WRONG)
    figure(
        budget_figure(challenge, given, theme()),
        key="challenges_bits_all",
        alt=f"Accuracy over cost of all allocations within the budget: yours {100 * score.yours:.1f} percent, "
        f"the best {100 * score.best:.1f} percent, with {', '.join(map(str, challenge.best))} bits.",
        table=challenge.rows,
    )
    measured_again(NAME, seed, tries)


def _ask(challenge: BudgetChallenge, attempt: int) -> None:
    measured, seed = challenge.measured, challenge.seed
    with st.grid("auto", min_column_width=200):
        chosen = [
            st.segmented_control(
                f"{layer}: {size:,} weights", measured.choices, default=measured.choices[0], required=True,
                key=f"challenges_bits_{seed}_{layer}",
            )
            for layer, size in zip(measured.layers, measured.sizes, strict=True)
        ]  # fmt: skip
    left = challenge.budget - challenge.cost(chosen)
    spent = f"{challenge.cost(chosen):,} of {challenge.budget:,} bits spent"
    st.progress(min(challenge.cost(chosen) / challenge.budget, 1.0), text=spent)
    if left < 0:
        st.markdown(f"That is **{-left:,} bits too many**: take some back.")
    with st.container(horizontal=True):
        if st.button(f"Measure, {attempt} of {TRIES}", disabled=left < 0):
            look_again()  # who saw the best in another window has no more tries
            if steps(NAME, seed):
                st.rerun()
            commit(NAME, seed, chosen, score_budget(challenge, chosen).points, attempt)
        if attempt > 1 and st.button("Enough: show me the best"):
            take_step(NAME, seed, ENOUGH, 1)


def _row(challenge: BudgetChallenge, who: str, allocation: list[int] | tuple[int, ...]) -> dict[str, str]:
    accuracy = f"{100 * challenge.accuracy(allocation):.1f} %"
    spent = f"{challenge.cost(allocation):,}"
    return {
        "": who,
        "bits": "·".join(map(str, allocation)),
        "spent": spent,
        "accuracy": accuracy,
    }
