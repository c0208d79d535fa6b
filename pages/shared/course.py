"""What a learner's report has to know of the course, put together from its pages and its data."""

from pathlib import Path

from pages.shared.asked import checks_of, predictions_of
from pages.shared.catalog import LESSONS
from qlab.claims.ledger import read_ledger
from qlab.course.bank import bank
from qlab.course.report_lesson import Course


def course() -> Course:
    """Return titles, questions, predictions and checks of all lessons, and the published ledger."""
    paths = {Path(entry.path).stem: entry.path for entry in LESSONS}
    return Course(
        titles={Path(entry.path).stem: entry.title for entry in LESSONS},
        bank=bank(),
        ledger=read_ledger(),
        predictions={name: predictions_of(path) for name, path in paths.items()},
        checks={name: checks_of(path) for name, path in paths.items()},
    )
