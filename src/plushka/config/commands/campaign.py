"""``plushka campaign``."""

from pathlib import Path
from typing import Any

import click

from plushka.config.application import application, task
from plushka.config.printing import print_json

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_tenant = click.option("--tenant", required=True, help="Slug of the company.")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group()
def campaign() -> None:
    """Promise something for a time: save a draft, launch it, stop it.

    Example: plushka campaign list --tenant lipa
    """


@campaign.command("list")
@_tenant
@_json
def list_(tenant: str, *, as_json: bool) -> None:
    """Print the campaigns of a company with their state and term.

    Example: plushka campaign list --tenant lipa
    """
    with application():
        found: list[dict[str, Any]] = task("list_campaigns")(slug=tenant)
    if as_json:
        print_json({"items": found})
        return
    for one in found:
        click.echo("  ".join((one["code"], one["state"], _term(one))).rstrip())
    if not found:
        click.echo(f"{tenant} has no campaigns.")


@campaign.command()
@click.argument("code")
@_tenant
@click.option("--launched", is_flag=True, help="What was launched last, and not the draft.")
@_json
def show(code: str, tenant: str, *, launched: bool, as_json: bool) -> None:
    """Print the campaign CODE as YAML: its draft, or what was launched last.

    Example: plushka campaign show brunch --tenant lipa > brunch.yaml
    """
    with application():
        told = task("show_campaign")(slug=tenant, code=code, is_launched=launched)
    if as_json:
        print_json(told["document"])
    else:
        click.echo(told["yaml"], nl=False)


@campaign.command()
@click.argument("file", type=_FILE)
@_tenant
def save(file: Path, tenant: str) -> None:
    """Put FILE, a campaign as YAML or JSON, in the place of the draft of its code.

    Makes the campaign where it is new; nothing is launched. A file that is no
    campaign changes nothing; every place that is wrong is named.

    Example: plushka campaign save brunch.yaml --tenant lipa
    """
    with application():
        code = task("save_campaign")(file=file, slug=tenant)
    click.echo(f"The draft of {code} is saved.")


@campaign.command()
@click.argument("code")
@_tenant
@_json
def launch(code: str, tenant: str, *, as_json: bool) -> None:
    """Put the draft of the campaign CODE in force from now on, within its own term.

    Example: plushka campaign launch brunch --tenant lipa
    """
    with application():
        told: dict[str, Any] = task("launch_campaign")(slug=tenant, code=code)
    if as_json:
        print_json(told)
        return
    click.echo(f"{code} is launched as version {told['number']}: {_term(told)}.")


@campaign.command()
@click.argument("code")
@_tenant
def stop(code: str, tenant: str) -> None:
    """End the campaign CODE now; what it gave stays given.

    Example: plushka campaign stop brunch --tenant lipa
    """
    with application():
        task("stop_campaign")(slug=tenant, code=code)
    click.echo(f"{code} is stopped.")


@campaign.command()
@click.argument("code")
@_tenant
@_json
def budgets(code: str, tenant: str, *, as_json: bool) -> None:
    """Print what was used of the budgets of the campaign CODE.

    Example: plushka campaign budgets brunch --tenant lipa
    """
    with application():
        found: list[dict[str, str]] = task("tell_budgets")(slug=tenant, code=code)
    if as_json:
        print_json({"items": found})
        return
    for one in found:
        whose = " ".join(part for part in (one["stretch"], one["whose"]) if part)
        click.echo(f"{one['of']}: {one['used']} of {one['most']}{whose and f' ({whose})'}")
    if not found:
        click.echo(f"Nothing was used of the budgets of {code}.")


def _term(told: dict[str, Any]) -> str:
    starts, ends = told["starts_at"], told["ends_at"]
    if starts is None:
        return ""
    return f"from {starts}" if ends is None else f"from {starts} to {ends}"
