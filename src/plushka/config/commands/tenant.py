"""``plushka tenant``."""

import click

from plushka.config.application import application, task
from plushka.config.printing import print_json


@click.group()
def tenant() -> None:
    """Found companies.

    Example: plushka tenant create lipa --name Липа
    """


@tenant.command()
@click.argument("slug")
@click.option("--name", required=True, help="What people call the company.")
@click.option("--preset", default="bonusplus", show_default=True, help="Programme to begin with.")
@click.option(
    "--timezone", default="Europe/Moscow", show_default=True, help="Whose days its terms count."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def create(slug: str, name: str, preset: str, timezone: str, *, as_json: bool) -> None:
    """Found the company SLUG with an outlet, a programme, an owner and a key.

    The key, which may do everything, and the owner's password are shown this
    once.

    Example: plushka tenant create lipa --name Липа --json
    """
    with application():
        told = task("found")(slug=slug, name=name, preset=preset, timezone=timezone)
    if as_json:
        print_json(told)
        return
    click.echo(f"Company   {name} ({slug})")
    click.echo(f"Key       {told['key']}")
    click.echo(f"Outlet    {told['outlet']}")
    click.echo(f"Owner     {told['owner']['email']}")
    click.echo(f"Password  {told['owner']['password']}")
    click.echo("The key and the password are not shown again.")
