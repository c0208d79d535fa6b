"""Claims: the sentences of the course, each cut into statements that a measurement can judge.

STATEMENTS is the registry that the lessons, the ledger and `qlab claims` read. A new statement is one entry; those of
a lesson share a file.
"""

from qlab.claims.claim import Case, Claim, Source, Statement, Verdict
from qlab.claims.course import CLAIMS
from qlab.claims.noise import SIX_DECIBELS, WHITE_NOISE

STATEMENTS: dict[str, Statement] = {statement.name: statement for statement in (SIX_DECIBELS, WHITE_NOISE)}

__all__ = ["CLAIMS", "STATEMENTS", "Case", "Claim", "Source", "Statement", "Verdict"]
