"""Claims: the sentences of the course, each cut into statements that a measurement can judge.

STATEMENTS is the registry that the lessons, the ledger and `qlab claims` read. A new statement is one entry; those of
a lesson share a file.
"""

from qlab.claims.boundary import NEAR_FLIP
from qlab.claims.calibration_lost import BITS_SPOIL_CALIBRATION, TEMPERATURE_MENDS
from qlab.claims.claim import Case, Claim, Source, Statement, Verdict
from qlab.claims.collapse import NO_BETTER_THAN_GUESSING
from qlab.claims.course import CLAIMS
from qlab.claims.failures import ANSWERS_VARY, LOOP_NEVER_RESTS, OVERFLOWS
from qlab.claims.margins import MARGIN_DECIDES
from qlab.claims.noise import DITHER_FREES, LLOYD_MAX_WINS, SIX_DECIBELS, WHITE_NOISE
from qlab.claims.noise_through import DEPTH_ADDS_UP, WIDTH_DILUTES
from qlab.claims.one_bit_more import ONE_BIT_MORE, OWN_BITS
from qlab.claims.rate import BOUND
from qlab.claims.recovery import MOST_COMES_BACK, SMALLER_IS_BETTER, WHEREVER_IT_STARTS
from qlab.claims.recovery_data import PART_IS_ENOUGH
from qlab.claims.regularizer import BETTER_THAN_FLOAT, BETTER_THAN_NOISE, BETTER_THAN_REMEDIES
from qlab.claims.rest import CANNOT_FIT, RESTS
from qlab.claims.small_and_large import LARGER_LANGUAGE, LARGER_LOSES_LESS, LONGER_LOSES_LESS
from qlab.claims.speech import ERROR_GROWS, ERRORS_ACCUMULATE
from qlab.claims.stability import CALM, SETTLES, SMALL_UPDATES
from qlab.claims.tasks import KIND_DECIDES
from qlab.claims.the_cliff import IN_DECIBELS, INT8_COSTS_LITTLE, THRESHOLD
from qlab.claims.who_is_hurt import CLASSES_DIFFER, UNSURE_FIRST

_ALL = (
    SIX_DECIBELS,
    WHITE_NOISE,
    DITHER_FREES,
    LLOYD_MAX_WINS,
    DEPTH_ADDS_UP,
    WIDTH_DILUTES,
    INT8_COSTS_LITTLE,
    IN_DECIBELS,
    THRESHOLD,
    ONE_BIT_MORE,
    OWN_BITS,
    BOUND,
    NEAR_FLIP,
    LARGER_LOSES_LESS,
    LARGER_LANGUAGE,
    LONGER_LOSES_LESS,
    KIND_DECIDES,
    MARGIN_DECIDES,
    NO_BETTER_THAN_GUESSING,
    BITS_SPOIL_CALIBRATION,
    TEMPERATURE_MENDS,
    ANSWERS_VARY,
    LOOP_NEVER_RESTS,
    OVERFLOWS,
    ERRORS_ACCUMULATE,
    ERROR_GROWS,
    UNSURE_FIRST,
    CLASSES_DIFFER,
    BETTER_THAN_FLOAT,
    BETTER_THAN_NOISE,
    BETTER_THAN_REMEDIES,
    SMALL_UPDATES,
    SETTLES,
    CALM,
    RESTS,
    CANNOT_FIT,
    MOST_COMES_BACK,
    SMALLER_IS_BETTER,
    PART_IS_ENOUGH,
    WHEREVER_IT_STARTS,
)

STATEMENTS: dict[str, Statement] = {statement.name: statement for statement in _ALL}

__all__ = ["CLAIMS", "STATEMENTS", "Case", "Claim", "Source", "Statement", "Verdict"]
