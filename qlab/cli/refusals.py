"""How the command line refuses: one line on stderr and an exit code, never a traceback."""

import sys
from typing import Any

import click

REFUSED = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells say it


class OneLineRefusals(click.Group):
    """A group of commands that exits 2 after one line if something was asked wrongly, and 130 on Ctrl-C."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and leave with an exit code."""
        try:
            code = super().main(*args, **kwargs | {"standalone_mode": False})
        except click.Abort:
            sys.exit(INTERRUPTED)
        except click.UsageError as error:
            where = error.ctx.command_path if error.ctx else "qlab"
            _refuse(f"{error.format_message()} See `{where} --help`.")
        except click.ClickException as error:
            _refuse(error.format_message())
        except (ValueError, OSError) as error:
            _refuse(str(error))
        sys.exit(code)


def _refuse(message: str) -> None:
    click.echo(f"qlab: {' '.join(message.split())}", err=True)
    sys.exit(REFUSED)
