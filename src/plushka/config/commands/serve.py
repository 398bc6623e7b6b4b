"""``plushka serve``."""

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
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 256),
    help="Server processes; as many as there are cores is a good number.",
)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the API and the pages.

    Brings the database up to date first. Ready when /health/ready answers 200.

    Example: plushka serve --port 8080 --workers 2
    """
    refuse_taken(host, port)
    with application():
        task("serve")(host=host, port=port, workers=workers)
