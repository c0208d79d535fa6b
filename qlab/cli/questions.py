"""`qlab questions`: the question bank, to list, to check after editing, and to take to another system."""

from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from qlab.cli.options import output_options
from qlab.cli.output import show

if TYPE_CHECKING:
    from qlab.course.question import Question

GIFT, MOODLE = "gift", "moodle"
LONGEST = 80  # characters of a question in a table


@click.command()
@click.argument("lesson", required=False, metavar="[LESSON|FILE.toml]")
@click.option("--for", "system", type=click.Choice((GIFT, MOODLE)), help="Print them to be imported there.")
@output_options
def questions(lesson: str | None, system: str | None, form: str | None) -> None:
    """List the questions of the course.

    Of all lessons, of one LESSON, or of a FILE of your own, which is refused in one line that says where it has a slip.
    To take questions to another system: qlab questions noise --for moodle > noise.xml
    """
    from qlab.course.gift import gift
    from qlab.course.moodle import moodle_xml

    if system and not lesson:
        raise click.UsageError("--for needs a LESSON: each is a file of its own.")
    asked = _asked(lesson)
    if system:
        write = {GIFT: gift, MOODLE: moodle_xml}[system]
        click.echo("".join(write(name, one) for name, one in asked.items()))
        return
    rows = [
        {"lesson": name, "key": one.key, "kind": one.kind, "ask": one.ask}
        for name in asked
        for one in asked[name]
    ]
    show(rows, form, whole=asked, brief=_brief)


def _brief(row: dict[str, str]) -> dict[str, str]:
    return row | {"ask": shorten(row["ask"], LONGEST, placeholder="…")}


def _asked(lesson: str | None) -> "dict[str, tuple[Question, ...]]":
    """Return the questions that are meant, by lesson."""
    from qlab.checks import one_of
    from qlab.claims.ledger import read_ledger
    from qlab.course.bank import FOLDER, read_questions

    files = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
    if lesson and lesson.endswith(".toml"):
        asked = [Path(lesson)]
    else:
        asked = [files[one_of("lesson", lesson, files)]] if lesson else list(files.values())
    ledger = read_ledger()
    return {path.stem: read_questions(path, ledger) for path in asked}
