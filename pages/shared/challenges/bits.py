"""The challenge to spend a budget of bits over the layers, on a page."""

import streamlit as st

from pages.shared.challenges.kept import answers, commit, show_score
from pages.shared.frame import figure, table
from pages.shared.theme import theme
from qlab.challenges.allocations import BITS, MODEL
from qlab.challenges.budget import BudgetChallenge, budget_challenge, score_budget
from qlab.figures.challenges import budget_figure

NAME = "bits"
TRIES = 3


@st.fragment
def bits(seed: int) -> None:
    """Ask for bits for each layer, a few times; at the end show all allocations."""
    with st.spinner("Measuring every allocation there is ..."):
        challenge = budget_challenge(seed)
    sizes = challenge.measured.sizes
    mean = challenge.budget / sum(sizes)
    st.markdown(
        f"{MODEL} has {len(sizes)} layers. Its weights may take **{challenge.budget:,} bits** in all, "
        f"{mean:.3g} for each on average. Where do they help most? You have {TRIES} measurements; the best counts."
    )
    tries = answers(NAME, seed)
    points = [score_budget(challenge, given).points for given in tries]
    rows = [_row(challenge, f"you, {count}", given) for count, given in enumerate(tries, start=1)]
    if len(tries) < TRIES and 100 not in points:
        if rows:
            table(rows)
        _ask(challenge, len(tries) + 1)
        return
    found = (("greedy", challenge.greedy), ("exhaustive", challenge.best))
    rows += [_row(challenge, who, allocation) for who, allocation in found]
    table(rows)
    given = tries[points.index(max(points))]
    score = score_budget(challenge, given)
    show_score(score, [("Yours", f"{100 * score.yours:.1f} %"), ("Best", f"{100 * score.best:.1f} %")])
    figure(
        budget_figure(challenge, given, theme()),
        key="challenges_bits_all",
        alt=f"Accuracy over cost of all allocations within the budget: yours {100 * score.yours:.1f} percent, "
        f"the best {100 * score.best:.1f} percent, with {', '.join(map(str, challenge.best))} bits.",
        table=challenge.rows,
    )


def _ask(challenge: BudgetChallenge, attempt: int) -> None:
    with st.grid("auto", min_column_width=200):
        chosen = [
            st.segmented_control(
                f"{layer}: {size:,} weights", BITS, default=BITS[0], required=True,
                key=f"challenges_bits_{challenge.seed}_{layer}",
            )
            for layer, size in zip(challenge.measured.layers, challenge.measured.sizes, strict=True)
        ]  # fmt: skip
    left = challenge.budget - challenge.cost(chosen)
    spent = f"{challenge.cost(chosen):,} of {challenge.budget:,} bits spent"
    st.progress(min(challenge.cost(chosen) / challenge.budget, 1.0), text=spent)
    if left < 0:
        st.markdown(f"That is **{-left:,} bits too many**: take some back.")
    if st.button(f"Measure, {attempt} of {TRIES}", disabled=left < 0):
        commit(NAME, challenge.seed, chosen, score_budget(challenge, chosen).points, attempt)


def _row(challenge: BudgetChallenge, who: str, allocation: list[int] | tuple[int, ...]) -> dict[str, str]:
    accuracy = f"{100 * challenge.accuracy(allocation):.1f} %"
    return {"": who, "bits of the layers": " · ".join(map(str, allocation)), "accuracy": accuracy}
