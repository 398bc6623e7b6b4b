"""``plushka members``."""

import time
from pathlib import Path

import click

from plushka.config.application import application, task
from plushka.config.printing import print_json


@click.group()
def members() -> None:
    """Bring in members.

    Example: plushka members import people.xlsx --tenant lipa --trial
    """


@members.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tenant", required=True, help="Slug of the company.")
@click.option(
    "--kind",
    type=click.Choice(["members", "balances", "entries"]),
    default="members",
    show_default=True,
    help="What the file brings.",
)
@click.option("--trial", is_flag=True, help="Only say what would become of each row.")
@click.option(
    "--columns", metavar="LIST", help="What the columns mean, in order: phone,name,,balance."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def import_(
    file: Path, tenant: str, *, kind: str, trial: bool, columns: str | None, as_json: bool
) -> None:
    """Bring the people of FILE in: Excel, OpenDocument or CSV, as the cabinet does.

    What the columns mean is guessed by their names and by what stands in them,
    and remembered; --columns says it, with nothing between two commas for a
    column that is passed over. Try it with --trial first: nothing changes by
    that, and the file can be brought in afterwards, in the cabinet too.

    The same file again brings nothing twice. Refused rows go to
    FILE.refused.csv with their reasons. Taken back it is in the cabinet.

    Example: plushka members import people.xlsx --tenant lipa --trial
    """
    began = time.monotonic()
    with application():
        told, refused = task("import_members")(
            file=file,
            slug=tenant,
            kind=kind,
            is_trial=trial,
            columns=None if columns is None else [one.strip() for one in columns.split(",")],
        )
    told["seconds"] = round(time.monotonic() - began, 1)
    if as_json:
        print_json(told)
    else:
        for name, value in told.items():
            click.echo(f"{name:<9} {_text(value)}")
    if told["refused"]:
        click.echo(f"Refused rows and their reasons are in {refused}.", err=True)


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} = {meaning}" for name, meaning in value.items())
    return str(value)
