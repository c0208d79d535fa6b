"""Claims: the sentences of the course, each cut into statements that a measurement can judge.

STATEMENTS is the registry that the lessons, the ledger and `qlab claims` read. A new statement is one entry; those of
a lesson share a file.
"""

from qlab.claims.claim import Case, Claim, Source, Statement, Verdict
from qlab.claims.course import CLAIMS
from qlab.claims.failures import ANSWERS_VARY, LOOP_NEVER_RESTS, OVERFLOWS
from qlab.claims.noise import SIX_DECIBELS, WHITE_NOISE
from qlab.claims.noise_through import DEPTH_ADDS_UP, WIDTH_DILUTES
from qlab.claims.one_bit_more import ONE_BIT_MORE
from qlab.claims.recovery import MOST_COMES_BACK, SMALLER_IS_BETTER, WHEREVER_IT_STARTS
from qlab.claims.regularizer import BETTER_THAN_FLOAT, BETTER_THAN_REMEDIES
from qlab.claims.small_and_large import LARGER_LOSES_LESS, LONGER_LOSES_LESS
from qlab.claims.stability import CALM, SETTLES, SMALL_UPDATES
from qlab.claims.tasks import KIND_DECIDES
from qlab.claims.the_cliff import IN_DECIBELS, INT8_COSTS_LITTLE, THRESHOLD

_ALL = (
    SIX_DECIBELS,
    WHITE_NOISE,
    DEPTH_ADDS_UP,
    WIDTH_DILUTES,
    INT8_COSTS_LITTLE,
    IN_DECIBELS,
    THRESHOLD,
    ONE_BIT_MORE,
    LARGER_LOSES_LESS,
    LONGER_LOSES_LESS,
    KIND_DECIDES,
    ANSWERS_VARY,
    LOOP_NEVER_RESTS,
    OVERFLOWS,
    BETTER_THAN_FLOAT,
    BETTER_THAN_REMEDIES,
    SMALL_UPDATES,
    SETTLES,
    CALM,
    MOST_COMES_BACK,
    SMALLER_IS_BETTER,
    WHEREVER_IT_STARTS,
)

STATEMENTS: dict[str, Statement] = {statement.name: statement for statement in _ALL}

__all__ = ["CLAIMS", "STATEMENTS", "Case", "Claim", "Source", "Statement", "Verdict"]
