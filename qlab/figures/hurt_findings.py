"""Who is hurt, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.harm import Group
from qlab.experiments.who_is_hurt import HurtResult
from qlab.figures.words import bits_word, listed

QUARTERS = ("least sure", "less sure", "surer", "surest")
LEVEL = 0.05  # a p-value below it says that chance alone would hardly do that


def _groups(result: HurtResult, kind: str) -> list[list[Group]]:
    """Return for each group its numbers of every seed."""
    by_seed = [result.of(kind, network.seed) for network in result.networks]
    return [list(same) for same in zip(*by_seed, strict=True)]


def changed_by_quarter(result: HurtResult) -> list[list[float]]:
    """Return for each quarter, least sure first, the percentage of its answers that changed, one a seed."""
    return [[100 * one.changed / one.samples for one in same] for same in _groups(result, "quarter")]


def lost_by_class(result: HurtResult) -> list[list[float]]:
    """Return for each class the percentage of its samples that were right in float and are wrong now, one a seed."""
    return [[100 * one.lost / one.samples for one in same] for same in _groups(result, "class")]


def unsure_first_finding(result: HurtResult) -> str:
    """Return how much changes where the float network was least sure, and where it was surest."""
    shares = [fmean(some) for some in changed_by_quarter(result)]
    bits = bits_word(result.spec.bits)
    return f"{bits}: {shares[0]:.0f} % of the least sure answers change, {shares[-1]:.0f} % of the surest"


def classes_differ_finding(result: HurtResult) -> str:
    """Return what the class that is hurt most loses, and the whole test set of the same network."""
    seed, worst = max(
        ((one.seed, one) for same in _groups(result, "class") for one in same),
        key=lambda pair: pair[1].lost / pair[1].samples,
    )
    lost = sum(one.lost for one in result.of("class", seed))
    return (
        f"{bits_word(result.spec.bits)}, seed {seed}: class {worst.index} loses "
        f"{100 * worst.lost / worst.samples:.0f} % of its answers, all together {100 * lost / result.n_test:.0f} %"
    )


def unsure_first_alt(result: HurtResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    told = [
        f"{name} {fmean(some):.1f} %" for name, some in zip(QUARTERS, changed_by_quarter(result), strict=True)
    ]
    return f"Answers changed by {bits_word(result.spec.bits)}, by how sure the float network was: {listed(told)}."


def classes_differ_alt(result: HurtResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    told = [f"class {index} {fmean(some):.1f} %" for index, some in enumerate(lost_by_class(result))]
    return f"Answers lost with {bits_word(result.spec.bits)}, mean of the seeds: {listed(told)}."


def unsure_first_notes(result: HurtResult) -> list[str]:
    """Return what to notice: both directions of change, and whether the accuracy alone would have shown it."""
    quarters = [one for same in _groups(result, "quarter") for one in same]
    changed, lost, gained = (
        sum(getattr(one, name) for one in quarters) for name in ("changed", "lost", "gained")
    )
    seeds = len(result.networks)
    return [
        f"**Both ways.** Over {seeds} seeds {changed} answers changed: {lost} from right to wrong, {gained} from wrong "
        "to right. Accuracy shows only the difference.",
        _seen(result),
    ]


def _seen(result: HurtResult) -> str:
    """Say for how many networks a paired test sees the loss, and how large it is in the clearest case."""
    seen = [network for network in result.networks if network.low > 0]
    if not seen:
        return "**The loss** is too small to be seen in any of these networks, even on the same samples."
    most = max(seen, key=lambda network: network.float_accuracy - network.accuracy)
    loss = 100 * (most.float_accuracy - most.accuracy)
    return (
        f"**The loss** of accuracy can be told from 0 in {len(seen)} of {len(result.networks)} networks. The largest, "
        f"seed {most.seed}, is {loss:.1f} points (paired bootstrap, 95 %: {100 * most.low:.1f} to "
        f"{100 * most.high:.1f})."
    )


def classes_differ_notes(result: HurtResult) -> list[str]:
    """Return what to notice: which class pays in which network, and what a test on one class can see."""
    worst = [
        (network.seed, max(result.of("class", network.seed), key=lambda one: one.lost / one.samples))
        for network in result.networks
    ]
    told = listed([f"class {one.index} (seed {seed}: {one.lost} of {one.samples})" for seed, one in worst])
    kinds = len({one.index for _, one in worst})
    moral = "It is the same class each time." if kinds == 1 else "Another network, another class."
    hurt = [
        one for same in _groups(result, "class") for one in same if one.p < LEVEL and one.lost > one.gained
    ]
    return [
        f"**Who pays** most: {told}. {moral}",
        f"**One class alone** has few samples. McNemar's exact test on each class sees a loss in {len(hurt)} of "
        f"{sum(len(same) for same in _groups(result, 'class'))} cases (5 %, Holm's method over a network's classes).",
        _seen(result),
    ]
