"""What commands print for programs."""

import json
from typing import Any

import click


def print_json(told: dict[str, Any]) -> None:
    """Print one object on one line of stdout."""
    click.echo(json.dumps(told, ensure_ascii=False))
