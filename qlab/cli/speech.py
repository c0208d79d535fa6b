"""`qlab speech`: have espeak-ng speak the digits again."""

from pathlib import Path

import click

from qlab.cli.options import output_options
from qlab.cli.output import progress_bar, show


@click.command()
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Voices that speak at a time."
)
@click.option(
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write.  [default: where the features lie]",
)
@output_options
def speech(jobs: int, directory: Path | None, form: str | None) -> None:
    """Make the spoken digits again, with espeak-ng.

    Another release of espeak-ng speaks otherwise: whoever replaces what ships trains its networks anew.
    """
    from qlab.experiments.experiment import Progress
    from qlab.tasks.speech import SPEECH_FOLDER
    from qlab.tasks.speech_making import make_speech

    with progress_bar("Speaking", form) as tell:
        known = make_speech(
            directory or SPEECH_FOLDER,
            jobs=jobs,
            on_progress=lambda done, total: tell(Progress(done, total)),
        )
    show([known], form, brief=lambda row: row | {"sha256": row["sha256"][:12]})
