"""How the command line answers: an aligned table, JSON or CSV on stdout, and a bar on stderr while it takes long."""

import csv
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from qlab.experiments.experiment import Progress, Tell

Rows = Sequence[Mapping[str, Any]]


def show(
    rows: Rows, form: str | None, *, whole: Any = None, brief: Callable[[Any], Any] | None = None
) -> None:
    """Print rows in the form that was asked for.

    JSON prints `whole` instead, if given; a table prints `brief(row)` for each row, if given. NaN and infinity, which
    JSON does not know, are null in JSON, empty in CSV and "-" in a table.
    """
    from qlab.plain import to_plain

    plain = to_plain(rows)
    if form == "json":
        click.echo(json.dumps(plain if whole is None else to_plain(whole), indent=1))
    elif form == "csv":
        click.echo(as_csv(plain), nl=False)
    else:
        click.echo(as_table([brief(row) for row in plain] if brief else plain))


def as_csv(rows: Rows) -> str:
    r"""Return plain rows as CSV with a header; lists and objects stand in their cells as compact JSON.

    >>> as_csv([{"bits": 4, "levels": [0, 1]}])
    'bits,levels\n4,"[0,1]"\n'
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {
                name: json.dumps(value, separators=(",", ":")) if isinstance(value, list | dict) else value
                for name, value in row.items()
            }
        )
    return text.getvalue()


def as_table(rows: Rows) -> str:
    """Return plain rows as aligned columns, numbers to the right, four digits of each float.

    >>> print(as_table([{"model": "cnn", "nll": 0.123456}, {"model": "mlp-16", "nll": None}]))
    model      nll
    cnn     0.1235
    mlp-16       -
    """
    names = list(rows[0]) if rows else []
    cells = [names, *([_cell(row[name]) for name in names] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    numeric = [all(not isinstance(row[name], str) for row in rows) for name in names]
    lines = (
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        )
        for line in cells
    )
    return "\n".join(line.rstrip() for line in lines)


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def short(receipt: Mapping[str, Any]) -> str:
    """Return eight digits that tell a plain receipt from others: of the sha256 of what it says, durations aside.

    >>> short({"experiment": "cliff", "duration_s": 1.0}) == short({"experiment": "cliff", "duration_s": 2.0})
    True
    """
    said = {name: value for name, value in receipt.items() if name != "duration_s"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8]


def show_receipt(receipt: Mapping[str, Any], form: str | None) -> None:
    """Print which receipt a table rests on and how to measure it again; beside a CSV on stderr, for JSON holds it."""
    if form != "json":
        click.echo(f"\nreceipt {short(receipt)}: {receipt['command']}", err=form == "csv")


@contextmanager
def progress_bar(label: str, form: str | None) -> "Iterator[Tell]":
    """Yield whom a measurement tells its progress: a bar on stderr, if that is a terminal and no JSON is asked for."""
    if form == "json" or not sys.stderr.isatty():
        yield lambda progress: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def tell(progress: "Progress") -> None:
            bar.length = progress.total
            bar.update(progress.done - bar.pos)

        yield tell
