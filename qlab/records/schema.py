"""The tables. `migrations/` makes them; a test holds the two together."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
)


class Utc(TypeDecorator[datetime]):
    """A time in UTC. SQLite forgets time zones, so none is stored."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Take the zone off, in UTC."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Put it on again."""
        return value and value.replace(tzinfo=UTC)


METADATA = MetaData()

LEARNERS = Table(
    "learners",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("since", Utc, nullable=False),
    sqlite_autoincrement=True,  # or a new learner could get the number of one who was deleted, and their open pages
)

# The key is what keeps a double click or a reconnect from writing twice. Everything a learner types is in `value`,
# as JSON in ASCII: so a NUL or half a surrogate pair is text like any other.
RECORDS = Table(
    "records",
    METADATA,
    Column("learner", ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("item", String(200), primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("value", JSON(none_as_null=False), nullable=False),
    Column("at", Utc, nullable=False),
)
