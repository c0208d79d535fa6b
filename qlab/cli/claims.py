"""`qlab claims`: measure every statement's cases again and print the ledger."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from qlab.cli.options import output_options
from qlab.cli.output import progress_bar, show
from qlab.cli.workers import worker_options, workers

if TYPE_CHECKING:
    from qlab.experiments.experiment import Tell
    from qlab.measurement import Measurement


@click.command()
@click.argument("names", nargs=-1, metavar="[STATEMENT]...")
@click.option("--publish", is_flag=True, help="Write what the lessons and the ledger show at once.")
@worker_options
@output_options
def claims(
    names: tuple[str, ...], publish: bool, jobs: int | None, dask: str | None, form: str | None
) -> None:
    """Judge the claims by measurements.

    Without a STATEMENT all of them are measured again, which takes minutes. --publish with some of them leaves the
    published lines of the others as they are.
    """
    from qlab.checks import one_of
    from qlab.claims import STATEMENTS
    from qlab.claims.ledger import PUBLISHED, judge, merged, read_ledger
    from qlab.claims.published import publish as write
    from qlab.plain import to_plain

    asked = [STATEMENTS[one_of("statement", name, STATEMENTS)] for name in names or STATEMENTS]
    pairs = [(statement, case) for statement in asked for case in statement.cases]
    specs = dict.fromkeys(case.spec for _, case in pairs)  # statements may share a case
    with workers(jobs, dask), progress_bar("Claims", form) as tell:
        measured = dict(zip(specs, _measure(specs, tell), strict=True))
    entries = [judge(statement, case, measured[case.spec]) for statement, case in pairs]
    if publish:
        for spec in {case.spec for statement, case in pairs if statement.slow}:
            write(measured[spec])
        lines = merged(read_ledger() if names else (), entries)
        PUBLISHED.write_text(json.dumps(to_plain(lines), indent=1) + "\n", encoding="utf-8")
    show([entry.row() for entry in entries], form, whole=entries, brief=_brief)


def _measure(specs: Iterable[Any], tell: "Tell") -> "list[Measurement]":
    """Measure every spec, in as many processes as the caller's `workers` provide, in the order given."""
    from joblib import Parallel, delayed

    from qlab.experiments.experiment import Progress
    from qlab.measurement import run

    wanted = tuple(specs)
    finished = []
    for measurement in Parallel(return_as="generator")(delayed(run)(spec) for spec in wanted):
        finished.append(measurement)
        tell(Progress(len(finished), len(wanted)))
    return finished


def _brief(row: dict[str, str]) -> dict[str, str]:
    """Leave out the command line: the table would not fit a terminal."""
    return {name: value for name, value in row.items() if name != "receipt"}
