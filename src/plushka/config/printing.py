"""What commands print for programs."""

import datetime as dt
import json
from typing import Any
from zoneinfo import ZoneInfo

import click


def print_json(told: dict[str, Any]) -> None:
    """Print one object on one line of stdout."""
    click.echo(json.dumps(told, ensure_ascii=False))


def local(at: dt.datetime | None, zone: str) -> str | None:
    """Write a moment by the clocks of a zone."""
    return None if at is None else at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
