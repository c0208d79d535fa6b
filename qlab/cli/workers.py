"""The options --jobs and --dask: who measures. The numbers are the same, to the last bit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click


def worker_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options --jobs and --dask, for `workers`."""
    command = click.option(
        "--dask", metavar="ADDRESS", help="Measure on a Dask cluster that has qlab: tcp://host:8786, say."
    )(command)
    return click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        help="How many processes measure; each takes seconds to start.  [default: 1]",
    )(command)


@contextmanager
def workers(jobs: int | None, dask: str | None) -> Iterator[None]:
    """Have joblib measure in `jobs` processes here, or on the cluster at the address `dask`.

    Raises:
        ValueError: for both at once, an address where no scheduler runs, or if Dask is not installed.
    """
    from joblib import parallel_config

    if dask is None:
        # One thread each, so that the numbers do not depend on how many processes there are.
        with parallel_config("loky", n_jobs=jobs or 1, inner_max_num_threads=1):
            yield
    elif jobs is not None:
        raise ValueError(
            "--dask must stand without --jobs, since the cluster knows its workers; leave one out."
        )
    else:
        with _client(dask), parallel_config("dask"):
            yield


def _client(address: str) -> Any:
    try:
        return import_module("distributed").Client(address, timeout="10s")
    except ImportError as error:
        raise ValueError("--dask needs Dask, which is optional: pip install 'qlab[dask]'.") from error
    except (OSError, ValueError) as error:
        raise ValueError(
            f"--dask must be the address of a running scheduler; got {address!r}: {error}."
        ) from error
