"""Why something could not be kept, in a sentence for the one who answered."""

from sqlalchemy.exc import DBAPIError, TimeoutError

# What drivers say, and what that means. SQLite has messages, PostgreSQL has codes (its manual, appendix A).
_MEANINGS = (
    (("disk is full", "53100", "disk i/o"), "the disk of the database is full or broken"),
    (("is locked", "55P03", "57014", "40P01"), "the database is busy"),
    (("readonly", "25006"), "the database may only be read"),
    (("unable to open", "not a database", "malformed", "3D000", "28P01"), "the database cannot be opened"),
    (("no such table", "42P01"), "the tables of the database are gone, and the lab must be started again"),
)
NOT_REACHED = "the database does not answer"


class NotSaved(Exception):
    """The database could not be read or written; the sentence says why. Nothing of what was asked is kept."""


class Forgotten(Exception):
    """There is no such learner: never was, or everything of theirs has been deleted."""

    def __init__(self) -> None:
        super().__init__("There is nothing kept for this learner: it was deleted, or never there.")


def not_saved(error: DBAPIError | TimeoutError | OSError) -> NotSaved:
    """Return what a failure of the database means.

    >>> from sqlalchemy.exc import OperationalError
    >>> print(not_saved(OperationalError("", {}, Exception("database or disk is full"))))
    Not saved: the disk of the database is full or broken.
    """
    return NotSaved(f"Not saved: {_meaning(error)}.")


def _meaning(error: Exception) -> str:
    if isinstance(error, OSError):
        return "the folder of the database cannot be made"
    if isinstance(error, TimeoutError):
        return "the database is busy"
    cause = getattr(error, "orig", error)
    said = f"{getattr(cause, 'sqlstate', '')} {cause}".lower()
    found = (meaning for signs, meaning in _MEANINGS if any(sign.lower() in said for sign in signs))
    return next(found, NOT_REACHED)
