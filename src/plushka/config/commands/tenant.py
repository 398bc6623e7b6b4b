"""``plushka tenant``."""

import click

from plushka.config.application import application, task
from plushka.config.printing import print_json


@click.group()
def tenant() -> None:
    """Found companies, and let in who forgot their password.

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


@tenant.command()
@click.argument("slug")
@click.option("--email", help="Whose; the owner's whom the company began with if left out.")
@click.option("--forget-factors", is_flag=True, help="Forget their app codes and passkeys, too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def password(slug: str, email: str | None, *, forget_factors: bool, as_json: bool) -> None:
    """Give somebody of the company SLUG a new password; the old one ends.

    It is shown this once. Whoever was signed in by the old one is signed out.
    Who lost the phone and the recovery codes as well gets in with
    --forget-factors.

    Example: plushka tenant password lipa --email owner@lipa.example
    """
    with application():
        told = task("renew_password")(slug=slug, email=email, forget_factors=forget_factors)
    if as_json:
        print_json(told)
        return
    click.echo(f"E-mail    {told['email']}")
    click.echo(f"Password  {told['password']}")
    click.echo("The password is not shown again.")
