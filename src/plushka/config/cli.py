"""The one command, ``plushka``: what it can do, and how it fails.

A failure is one plain sentence on stderr and an exit code that is not zero.
"""

import signal
import sys
from collections.abc import Sequence
from types import FrameType

import click
from click.exceptions import NoArgsIsHelpError

from plushka.config.commands.campaign import campaign
from plushka.config.commands.demo import demo
from plushka.config.commands.members import members
from plushka.config.commands.programme import programme
from plushka.config.commands.sales import sales
from plushka.config.commands.serve import serve
from plushka.config.commands.supplier import supplier
from plushka.config.commands.tenant import tenant
from plushka.config.commands.verify import verify
from plushka.config.commands.work import work
from plushka.config.failing import INTERRUPTED, sentence


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="plushka", message="%(prog)s %(version)s")
def plushka() -> None:
    """Bonuses at the till, exact and explained.

    Everything that is written lives in PLUSHKA_HOME (./var); DATABASE_URL names
    a PostgreSQL, and without it one is started there.

    Example: plushka demo
    """


for command in (serve, work, demo, tenant, programme, campaign, supplier, verify, sales, members):
    plushka.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(run(arguments))


def _stop(_number: int, _frame: FrameType | None) -> None:
    # As Ctrl-C does: what was begun is left in order, and the database we started is stopped.
    raise KeyboardInterrupt


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code, having said on stderr why it is not zero."""
    try:
        code = plushka.main(args=arguments, prog_name="plushka", standalone_mode=False)
    except click.ClickException as error:
        return _fail(error.format_message() + _hint(error), code=error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _fail("Stopped.", code=INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not flush it once more at exit.
        sys.stdout = None
        return 1
    except Exception as error:
        if (text := sentence(error)) is None:
            raise
        return _fail(text, code=1)
    return code if isinstance(code, int) else 0


def _hint(error: click.ClickException) -> str:
    # Where no command was named, what it says is the whole help.
    if isinstance(error, NoArgsIsHelpError) or not isinstance(error, click.UsageError):
        return ""
    return f" See: {error.ctx.command_path} --help" if error.ctx else ""


def _fail(text: str, *, code: int) -> int:
    click.echo(text, err=True)
    return code
