"""``plushka verify``."""

from typing import Any

import click

from plushka.config.application import application, task
from plushka.config.printing import print_json


@click.command()
@click.option("--tenant", help="Slug of one company; without it, all.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(tenant: str | None, *, as_json: bool) -> int:
    """Prove that every balance is the sum of what made it.

    Reads one snapshot, also beside live writes, and changes nothing. Ends with
    1 where something is broken.

    Example: plushka verify --tenant lipa
    """
    with application():
        found = task("verify")(slug=tenant)
    told = {"ok": not found.broken, "checked": found.checked, "broken": found.broken}
    if as_json:
        print_json(told)
    else:
        for name, number in found.checked.items():
            click.echo(f"{name:<12} {number}")
        for broken in found.broken:
            click.echo(_line(broken), err=True)
        if not found.broken:
            click.echo("Everything adds up.")
    return 0 if told["ok"] else 1


def _line(broken: dict[str, Any]) -> str:
    row = f"row {broken['id']} of {broken['table']}" if broken["id"] else broken["table"]
    detail = f": {broken['detail']}" if broken.get("detail") else ""
    # A person with an alias is known to several companies and is no company's row.
    company = f", company {broken['tenant']}" if broken["tenant"] else ""
    return f"Broken ({broken['check']}): {row}{company}{detail}"
