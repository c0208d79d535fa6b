"""Word errors: how many words must be changed, left out or put in to turn what was understood into what was said."""

from collections.abc import Sequence
from typing import Any

from qlab.checks import within


def edit_distance(said: Sequence[Any], understood: Sequence[Any]) -> int:
    """Return the fewest words to change, leave out or put in between two strings of words.

    Levenshtein, Soviet Physics Doklady 10 (1966), by the table of Wagner & Fischer, https://doi.org/10.1145/321796.321811.

    >>> edit_distance("kitten", "sitting")
    3
    """
    row = list(range(len(understood) + 1))
    for place, word in enumerate(said, start=1):
        above, row = row, [place]
        for other, heard in enumerate(understood, start=1):
            row.append(min(above[other] + 1, row[-1] + 1, above[other - 1] + (word != heard)))
    return row[-1]


def word_error_rate(said: Sequence[Sequence[Any]], understood: Sequence[Sequence[Any]]) -> float:
    """Return the errors in all strings together over the words that were said; above 1 where many are put in.

    Raises:
        ValueError: if nothing was said, or for another number of strings on the other side.

    >>> word_error_rate([[1, 2], [3, 4]], [[1, 2], [3, 5]])
    0.25
    """
    words = within("number of words said", sum(map(len, said)), 1, 2**31)
    within("number of strings understood", len(understood), len(said), len(said))
    return sum(map(edit_distance, said, understood)) / words
