"""What trials of fine-tuning say over all seeds, in sentences made of measured numbers only."""

from collections.abc import Sequence

from qlab.experiments.recovery import RecoveryResult
from qlab.experiments.recovery_trials import LEAST_LOSS, Setting
from qlab.figures.calibration_findings import percent
from qlab.figures.finetuning_findings import points
from qlab.figures.recovered_map_findings import share_of_data
from qlab.figures.words import bits_word, capital, listed


def _parts(setting: Setting) -> tuple[str, str, str]:
    return (
        bits_word(setting.bits),
        share_of_data(setting.fraction),
        f"learning rate {setting.learning_rate:g}",
    )


def common(settings: Sequence[Setting]) -> str:
    """Return what is the same in all settings, such as "3 bits, learning rate 0.001"."""
    columns = zip(*map(_parts, settings), strict=True)
    return ", ".join(column[0] for column in columns if len(set(column)) == 1)


def setup(result: RecoveryResult) -> str:
    """Return what is the same in all settings, with what is quantized and from where, if that is not the usual."""
    only = "" if result.spec.quantize == "both" else f", {result.spec.quantize} only"
    start = "" if result.spec.start == "as trained" else f", {result.spec.start}"
    return f"{common(result.settings)}{only}{start}"


def names(settings: Sequence[Setting]) -> list[str]:
    """Return each setting by what is not the same in all; where nothing differs, by its bits."""
    columns = [column for column in zip(*map(_parts, settings), strict=True) if len(set(column)) > 1]
    return [", ".join(parts) for parts in zip(*columns, strict=True)] or [_parts(settings[0])[0]]


def back(setting: Setting) -> str:
    """Return how much came back, as "74 % back", or why that cannot be said."""
    if setting.recovered is None:
        return "little was lost"
    share = round(100 * setting.recovered[0])
    return f"{share} % back" if share > 0 else "nothing back"


def recovered_finding(result: RecoveryResult) -> str:
    """Return what came back under each setting, in one short sentence."""
    if len(result.settings) == 1:
        return f"{common(result.settings).split(',')[0]}: {back(result.settings[0])}"
    told = zip(names(result.settings), map(back, result.settings), strict=True)
    sentence = "; ".join(f"{name}: {share}" for name, share in told)
    return capital(sentence)


def recovered_alt(result: RecoveryResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    told = (
        f"{', '.join(_parts(setting))}: {percent(setting.mean('before'))} before, {percent(setting.mean('after'))} "
        f"after, float control {percent(setting.mean('control'))}."
        for setting in result.settings
    )
    start = percent(result.settings[0].mean("in_float"))
    opening = f"Test accuracy before and after fine-tuning ({setup(result)}); in float it is {start}."
    return " ".join((opening, *told))


def recovered_notes(result: RecoveryResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    return [
        f"**What came back.** {_shares(result)}",
        f"**Is it only more training?** The float control took the same steps on the same samples and moved by "
        f"{listed(_gained(result.settings))}.",
        *_guessing(result),
    ]


def _shares(result: RecoveryResult) -> str:
    settings = result.settings
    told = []
    for name, setting in zip(names(settings), settings, strict=True):
        if setting.recovered is None:
            told.append(f"{name}: a network lost under {100 * LEAST_LOSS:g} points")
        else:
            share, low, high = (f"{round(100 * value)} %".replace("-", "−") for value in setting.recovered)
            told.append(f"{name}: {share} ({low} to {high})")
    return f"{capital('; '.join(told))}. Mean and 95 % interval over {len(result.spec.seeds)} networks."


def _gained(settings: Sequence[Setting]) -> list[str]:
    return [points(setting.mean("control") - setting.mean("in_float")) for setting in settings]


def _guessing(result: RecoveryResult) -> list[str]:
    """Say where the fine-tuned networks are nearer to guessing than to anything else."""
    low = [setting for setting in result.settings if setting.mean("after") < 2 * result.chance]
    if not low:
        return []
    told = listed([percent(setting.mean("after")) for setting in low])
    return [f"**Still guessing.** Afterward {told} are right; blind guessing gets {percent(result.chance)}."]
