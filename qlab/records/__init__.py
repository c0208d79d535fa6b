"""What must not be lost: learners, and what they answered. Nothing here knows of tensors or of screens."""

from qlab.records.codes import new_code, read_code
from qlab.records.database import DATABASE, database_url
from qlab.records.record import KINDS, Record
from qlab.records.records import Learner, Records
from qlab.records.refusals import Forgotten, NotSaved
from qlab.records.visit import Visit

__all__ = [
    "DATABASE",
    "KINDS",
    "Forgotten",
    "Learner",
    "NotSaved",
    "Record",
    "Records",
    "Visit",
    "database_url",
    "new_code",
    "read_code",
]
