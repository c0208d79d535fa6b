"""`qlab finetune`: what comes back when a quantized network is trained on, beside a float control."""

from dataclasses import asdict
from typing import Any

import click

from qlab.cli.options import given_only, output_options, recipe_options
from qlab.cli.output import as_table, progress_bar, show, show_receipt


@click.command()
@click.argument("model")
@click.option("--seed", help="Which checkpoint of the model.")
@click.option("--bits", help="How many, 1 to 16.")
@recipe_options
@click.option("--epochs", help="Passes over the samples, 1 to 50.")
@click.option("--lr", "learning_rate", help="The learning rate of the first step, 1e-6 to 1; it falls to 0.")
@click.option("--fraction", help="The share of the training samples, 0.01 to 1.")
@click.option("--order", help="The seed of which samples, and in which order.")
@output_options
def finetune(model: str, form: str | None, **given: str | None) -> None:
    """Fine-tune a quantized network beside a float control.

    Both see the same samples in the same order. What is not given is as in `qlab run finetuning --help`.
    """
    from qlab.measurement import run, spec_from
    from qlab.plain import to_plain

    spec = spec_from("finetuning", {"model": model} | given_only(given))
    with progress_bar("Fine-tuning", form) as tell:
        measurement = run(spec, tell)
    result, receipt = measurement.result, to_plain(measurement.receipt)
    whole = {"spec": spec, "samples": result.samples} | _arms(result)
    whole |= {"recovered_fraction": result.recovered_fraction, "curve": result.rows(), "receipt": receipt}
    if form is None:
        arms = to_plain({name: asdict(arm) for name, arm in _arms(result).items()})
        click.echo(as_table([{"network": name} | arm for name, arm in arms.items()]))
        click.echo(f"\n{_recovery(result.recovered_fraction)}\n")
    show(result.rows(), form, whole=whole)
    show_receipt(receipt, form)


def _arms(result: Any) -> dict[str, Any]:
    return {
        "float": result.float_network,
        "before": result.before,
        "after": result.after,
        "control": result.control,
    }


def _recovery(fraction: float | None) -> str:
    if fraction is None:
        return "Nothing to recover: quantization cost no accuracy."
    return f"Fine-tuning recovered {fraction:.1%} of the accuracy that quantization cost."
