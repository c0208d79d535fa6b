"""`qlab reproduce`: measure a receipt again and say whether it holds."""

import json
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any

import click

from qlab.cli.options import output_options
from qlab.cli.output import progress_bar, short, show

if TYPE_CHECKING:
    from qlab.receipts import Receipt

DIFFERS = 1


@click.command()
@click.argument("file", metavar="RECEIPT.json", type=click.File("rb"))
@output_options
@click.pass_context
def reproduce(ctx: click.Context, file: IO[bytes], form: str | None) -> None:
    """Measure a receipt again; exit 1 if anything differs.

    RECEIPT.json holds a receipt, a row or a result that carries one, or a list of these; "-" reads standard input.
    Of a row of `qlab sweep`, the other columns are compared too.
    """
    from qlab.experiments.experiment import Progress
    from qlab.plain import from_plain
    from qlab.receipts import Receipt

    receipts = [(from_plain(Receipt, plain, "receipt"), row) for plain, row in _receipts(_read(file))]
    verdicts: list[dict[str, Any]] = []
    with progress_bar("Measuring again", form) as tell:
        for receipt, row in receipts:
            verdicts.append(_verdict(receipt, row))
            tell(Progress(len(verdicts), len(receipts)))
    if form is None:
        click.echo("\n".join(map(_sentence, verdicts)))
    else:
        show(verdicts, form)
    ctx.exit(0 if all(verdict["holds"] for verdict in verdicts) else DIFFERS)


def _read(file: IO[bytes]) -> Any:
    try:
        return json.loads(file.read())
    except (ValueError, RecursionError) as error:
        raise ValueError(f"RECEIPT.json must hold JSON; got something else ({error}).") from error


def _receipts(value: Any) -> list[tuple[Any, Mapping[str, Any] | None]]:
    """Return every receipt in `value`, each with the row or result that carried it, if one did."""
    holders = value if isinstance(value, list) else [value]
    if not holders:
        raise ValueError("RECEIPT.json must hold a receipt; got an empty list.")
    return [
        (one["receipt"], one) if isinstance(one, dict) and "receipt" in one else (one, None)
        for one in holders
    ]


def _verdict(receipt: "Receipt", row: Mapping[str, Any] | None) -> dict[str, Any]:
    from qlab.measurement import reproduce
    from qlab.plain import to_plain
    from qlab.receipts import differences, versions

    found = reproduce(receipt, row)
    return {
        "receipt": short(to_plain(receipt)),
        "command": receipt.command,
        "figures": len(receipt.measured),
        "checkpoints": len(receipt.checkpoints),
        "holds": not found,
        "differences": found,
        "other_versions": differences(receipt.versions, versions()),
    }


def _sentence(verdict: dict[str, Any]) -> str:
    word = "holds" if verdict["holds"] else "DIFFERS"
    checked = f"figures: {verdict['figures']}, checkpoints: {verdict['checkpoints']}"
    lines = [f"{word}  {verdict['receipt']}  ({checked})  {verdict['command']}"]
    lines += [f"  {difference}" for difference in verdict["differences"]]
    return "\n".join(lines + [f"  note: version of {other}" for other in verdict["other_versions"]])
