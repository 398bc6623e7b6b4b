"""What goes on behind the demo's pages: its year is brought in, then its jobs are done."""

import os
import sys

import click

from plushka.config import parent
from plushka.config.application import application, task
from plushka.config.failing import sentence

_NICE = 10


def main() -> None:
    """Run in a process of its own, which ends with the demo."""
    parent.end_with_it()
    os.nice(_NICE)  # somebody at the till goes first
    try:
        with application():
            task("fill")()
            task("work")()
    except Exception as error:
        if (text := sentence(error)) is None:
            raise
        click.echo(text, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
