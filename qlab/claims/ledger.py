"""The ledger: every statement judged on every case, each with the receipt of its measurement."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qlab.claims.claim import Case, Statement, Verdict
from qlab.claims.published import FOLDER
from qlab.measurement import Measurement
from qlab.plain import from_plain
from qlab.receipts import Receipt

PUBLISHED = FOLDER / "claims.json"
"""What `qlab claims --json` printed when it was last published."""


@dataclass(frozen=True)
class Entry:
    """One line of the ledger."""

    claim: str
    statement: str
    case: str
    verdict: Verdict
    receipt: Receipt

    def row(self) -> dict[str, Any]:
        """Return what a table shows of it.

        >>> from qlab.claims import STATEMENTS
        >>> from qlab.measurement import run
        >>> statement = STATEMENTS["white-noise"]
        >>> judge(statement, statement.cases[0], run(statement.cases[0].spec)).row()["verdict"]
        'supported'
        """
        return {
            "claim": self.claim,
            "statement": self.statement,
            "case": self.case,
            "verdict": self.verdict.verdict,
            "because": self.verdict.because,
            "receipt": self.receipt.command,
        }


def judge(statement: Statement, case: Case, measurement: Measurement) -> Entry:
    """Return what a measurement of the case says about the statement."""
    verdict = statement.judge(measurement.result)
    return Entry(statement.claim, statement.name, case.name, verdict, measurement.receipt)


def merged(before: Iterable[Entry], fresh: Iterable[Entry]) -> list[Entry]:
    """Return the lines of the ledger in the course's order, fresh ones in the place of those before.

    Lines of cases that no longer exist are left out.

    >>> ledger = read_ledger()
    >>> merged(ledger[:2], ledger[1:3]) == ledger[:3]
    True
    """
    from qlab.claims import STATEMENTS

    lines = {(entry.statement, entry.case): entry for entry in (*before, *fresh)}
    order = [(name, case.name) for name, statement in STATEMENTS.items() for case in statement.cases]
    return [lines[key] for key in order if key in lines]


def read_ledger(path: Path = PUBLISHED) -> list[Entry]:
    """Return the entries of a ledger that `qlab claims --json` printed.

    Raises:
        ValueError: if the file is missing or holds something else.
    """
    try:
        lines = json.loads(path.read_text(encoding="utf-8"))
        return [from_plain(Entry, line, "entry") for line in lines]
    except (OSError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(
            f"{path.name} must hold a ledger; make it again with `qlab claims --publish`."
        ) from error
