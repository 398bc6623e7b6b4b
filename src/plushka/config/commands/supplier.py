"""``plushka supplier``."""

from typing import Any

import click

from plushka.config.application import application, task
from plushka.config.printing import print_json

_tenant = click.option("--tenant", required=True, help="Slug of the company.")


@click.group()
def supplier() -> None:
    """Say which member a supplier's name on receipts means.

    Example: plushka supplier list --tenant lipa
    """


@supplier.command("list")
@_tenant
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_(tenant: str, *, as_json: bool) -> None:
    """Print the suppliers that members stand for, by name.

    Example: plushka supplier list --tenant lipa
    """
    with application():
        found: list[dict[str, Any]] = task("list_suppliers")(slug=tenant)
    if as_json:
        print_json({"items": found})
        return
    for one in found:
        click.echo(f"{one['member']}  {one['name']}")
    if not found:
        click.echo(f"{tenant} has no suppliers.")


@supplier.command("set")
@click.argument("name")
@click.argument("card")
@_tenant
def set_(name: str, card: str, tenant: str) -> None:
    """Let the member with the number CARD stand for NAME.

    Example: plushka supplier set "Green farm" 4608877000015 --tenant lipa
    """
    with application():
        task("set_supplier")(slug=tenant, name=name, card=card)
    click.echo(f"{name} is known on receipts.")


@supplier.command()
@click.argument("name")
@_tenant
def remove(name: str, tenant: str) -> None:
    """Let nobody stand for NAME any more.

    Example: plushka supplier remove "Green farm" --tenant lipa
    """
    with application():
        task("set_supplier")(slug=tenant, name=name, card=None)
    click.echo(f"Nobody stands for {name}.")
