"""`qlab claims`: measure every statement's cases again and print the ledger."""

import json
from functools import cache

import click

from qlab.cli.options import output_options
from qlab.cli.output import progress_bar, show


@click.command()
@click.argument("names", nargs=-1, metavar="[STATEMENT]...")
@click.option("--publish", is_flag=True, help="Write what the lessons and the ledger show at once.")
@output_options
def claims(names: tuple[str, ...], publish: bool, form: str | None) -> None:
    """Judge the claims by measurements.

    Without a STATEMENT all of them are measured again, which takes minutes.
    """
    from qlab.checks import one_of
    from qlab.claims import STATEMENTS
    from qlab.claims.ledger import PUBLISHED, judge
    from qlab.claims.published import publish as write
    from qlab.experiments.experiment import Progress
    from qlab.measurement import run
    from qlab.plain import to_plain

    if publish and names:
        raise click.UsageError("--publish writes the whole ledger; leave out the statements.")
    asked = [STATEMENTS[one_of("statement", name, STATEMENTS)] for name in names or STATEMENTS]
    pairs = [(statement, case) for statement in asked for case in statement.cases]
    measured = cache(run)  # statements may share a case
    entries = []
    with progress_bar("Claims", form) as tell:
        for done, (statement, case) in enumerate(pairs, start=1):
            measurement = measured(case.spec)
            entries.append(judge(statement, case, measurement))
            if publish and statement.slow:
                write(measurement)
            tell(Progress(done, len(pairs)))
    if publish:
        PUBLISHED.write_text(json.dumps(to_plain(entries), indent=1) + "\n", encoding="utf-8")
    show([entry.row() for entry in entries], form, whole=entries, brief=_brief)


def _brief(row: dict[str, str]) -> dict[str, str]:
    """Leave out the command line: the table would not fit a terminal."""
    return {name: value for name, value in row.items() if name != "receipt"}
