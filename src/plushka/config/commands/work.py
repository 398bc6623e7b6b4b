"""``plushka work``."""

import click

from plushka.config.application import application, task


@click.command()
def work() -> None:
    """Run the jobs that nobody waits for, such as writing down what expired.

    One at a time does them; a second one stands by.

    Example: plushka work
    """
    with application():
        task("work")()
