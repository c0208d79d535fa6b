"""What all tests share."""

from hypothesis import settings

# The same examples on every machine, and no stopwatch: a busy machine is no failure.
settings.register_profile("lab", deadline=None, derandomize=True, database=None)
settings.load_profile("lab")
