"""Skill kept: its ends, its bootstrap against theory, and the bits that follow from it."""

import numpy as np
import pytest

from qlab.metrics.kept import bits_needed, kept, kept_draws


def test_float_keeps_all_and_guessing_nothing() -> None:
    assert kept(np.array([0.1, 0.9, 0.5]), np.float64(0.1), np.float64(0.9)).tolist() == pytest.approx(
        [1, 0, 0.5]
    )


def test_with_wrong_answers_it_is_accuracy_above_chance() -> None:
    accuracy, best, chance = 0.71, 0.96, 0.1
    share = kept(np.float64(1 - accuracy), np.float64(1 - best), np.float64(1 - chance))
    assert share == pytest.approx((accuracy - chance) / (best - chance))


def test_a_network_that_only_guesses_has_no_skill_to_keep() -> None:
    with pytest.raises(ValueError, match="no skill to keep"):
        kept(np.float64(0.5), np.float64(0.9), np.float64(0.9))


def test_what_changes_no_answer_keeps_all_in_every_draw() -> None:
    wrong = (np.arange(40) < 4).astype(float)
    draws = kept_draws(np.stack([[wrong]] * 2), wrong[None], np.ones(40))
    np.testing.assert_allclose(draws, 1, atol=1e-12)


def test_the_spread_of_the_draws_is_that_of_a_proportion() -> None:
    """One seed, a float network without mistakes: kept is 1 - the share of wrong ones, a binomial of n samples."""
    n, share, draws = 400, 0.2, 4000
    wrong = (np.arange(n) < share * n).astype(float)
    drawn = kept_draws(wrong[None, None], np.zeros((1, n)), np.ones(n), draws=draws)
    deviation = (share * (1 - share) / n) ** 0.5
    assert drawn.mean() == pytest.approx(1 - share, abs=5 * deviation / draws**0.5)
    assert drawn.std() == pytest.approx(deviation, rel=5 / (2 * draws) ** 0.5)  # five of its own deviations


def test_seeds_are_drawn_too() -> None:
    """Two seeds, one of which lost all: each draw holds 0, 1 or 2 of it, a quarter, half and quarter of the time."""
    mistakes = np.stack([np.zeros(10), np.ones(10)])[None]
    drawn = kept_draws(mistakes, np.zeros((2, 10)), np.ones(10), draws=4000)
    shares = [np.mean(np.isclose(drawn, value)) for value in (0, 0.5, 1)]
    np.testing.assert_allclose(shares, [0.25, 0.5, 0.25], atol=5 * (0.25 / 4000) ** 0.5)


@pytest.mark.parametrize(
    ("shares", "needed"),
    [((1, 1, 1), 4), ((1, 1, 0), 6), ((1, 0, 1), 8), ((0, 1, 1), 9), ((0.95, 0.95, 0.949), 6)],
)
def test_bits_needed_stop_at_the_first_that_keep_too_little(shares: tuple[float, ...], needed: int) -> None:
    assert bits_needed(shares, (8, 6, 4), 0.95) == needed
