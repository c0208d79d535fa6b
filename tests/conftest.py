"""What all tests share."""

import os
import tempfile

from hypothesis import settings

# The same examples on every machine, and no stopwatch: a busy machine is no failure.
settings.register_profile("lab", deadline=None, derandomize=True, database=None)
settings.load_profile("lab")
# Nobody's records but the tests' own; the servers that tests start inherit it.
_records = tempfile.TemporaryDirectory(prefix="qlab-records-")
os.environ["QLAB_DATABASE"] = f"sqlite:///{_records.name}/records.db"
