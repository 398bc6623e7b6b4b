"""Serve the API and the pages."""

from plushka.config import logs
from plushka.config.serve import serve


def run(*, host: str, port: int, workers: int) -> None:
    """Serve until told to stop."""
    logs.configure()
    serve(host, port, workers)
