"""``plushka demo``."""

import os

import click

from plushka.config.application import application, task
from plushka.config.ports import refuse_taken


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port to listen on.",
)
def demo(host: str, port: int) -> None:
    """Serve the shop «Липа» with a year of sales, made the first time.

    The year is brought in beside the server; the start page shows how far it
    is. Run it again after a stop: it goes on. How to sign in is printed, and
    kept in PLUSHKA_HOME/demo.json.

    Example: plushka demo --port 8080
    """
    refuse_taken(host, port)
    os.environ["PLUSHKA_DEMO"] = "1"
    with application():
        task("demo")(host=host, port=port)
