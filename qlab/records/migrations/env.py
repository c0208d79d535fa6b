"""What Alembic runs for every command; the connection is the caller's, in a transaction of its own."""

from alembic import context

from qlab.records.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True
)
context.run_migrations()
