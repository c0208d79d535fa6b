"""Measured numbers for questions: looked up in the published ledger, so that none is typed in."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from statistics import fmean

from qlab.claims.ledger import Entry
from qlab.receipts import Receipt


def published_number(reference: str, ledger: Iterable[Entry]) -> float:
    """Return a number from the ledger by its reference, "statement | case | number in the case's receipt".

    A star in the number stands for anything, and the mean of all that fit is returned: "s*@3.accuracy" is the mean
    over the seeds.

    Raises:
        ValueError: if the reference has other parts, or nothing in the ledger fits it.

    >>> from qlab.claims.ledger import read_ledger
    >>> published_number("white-noise | Fine grids | 1.power", read_ledger()) > 0.9
    True
    """
    try:
        statement, case, number = (part.strip() for part in reference.split("|"))
    except ValueError:
        raise ValueError(f'numbers must be "statement | case | number"; got {reference!r}.') from None
    receipts = [entry.receipt for entry in ledger if (entry.statement, entry.case) == (statement, case)]
    if not receipts:
        raise ValueError(f"numbers must name a case of the ledger; got {statement!r}, {case!r}.")
    return fmean(measured_as(number, receipts[0]))


def measured_as(number: str, receipt: Receipt) -> list[float]:
    """Return what a receipt measured under all names that fit, such as "s*.layer1.sqnr_db", in its order.

    Raises:
        ValueError: if nothing fits.

    >>> from qlab.experiments.limit_cycle import LimitCycleSpec
    >>> from qlab.measurement import run
    >>> receipt = run(LimitCycleSpec(-0.96)).receipt
    >>> len(measured_as("*", receipt)) == len(receipt.measured)
    True
    """
    found = [
        value for name, value in receipt.measured.items() if fnmatchcase(name, number) and value is not None
    ]
    if not found:
        raise ValueError(f"numbers must name what was measured by `{receipt.command}`; got {number!r}.")
    return found
