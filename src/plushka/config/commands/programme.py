"""``plushka programme``."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from plushka.config.application import application, task
from plushka.config.commands.replay import replay
from plushka.config.commands.trial import try_
from plushka.config.printing import print_json

_LANGUAGES = click.Choice(["ru", "uk", "en"])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def programme() -> None:
    """Change what a company promises: draft, look through, publish.

    Example: plushka programme export --tenant lipa > lipa.yaml
    """


@programme.command()
@click.option("--tenant", required=True, help="Slug of the company.")
@click.option("--version", type=click.IntRange(1), help="Number of a version.")
@click.option("--draft", "is_draft", is_flag=True, help="The draft and no version.")
def export(tenant: str, version: int | None, *, is_draft: bool) -> None:
    """Print a programme as YAML: the one in force, a version, or the draft.

    Example: plushka programme export --tenant lipa > lipa.yaml
    """
    if version is not None and is_draft:
        raise click.UsageError("Name a version or the draft, not both.")
    with application():
        text = task("export_programme")(slug=tenant, version=version, is_draft=is_draft)
    click.echo(text, nl=False)


@programme.command("import")
@click.argument("file", type=_FILE)
@click.option("--tenant", required=True, help="Slug of the company.")
@click.option("--based-on", type=click.IntRange(1), help="Number of the version you have seen.")
def import_(file: Path, tenant: str, based_on: int | None) -> None:
    """Put FILE, a programme as YAML or JSON, in the place of the draft.

    Nothing is published. A file that is no programme changes nothing; every
    place that is wrong is named.

    Example: plushka programme import lipa.yaml --tenant lipa
    """
    with application():
        number = task("import_programme")(file=file, slug=tenant, based_on=based_on)
    click.echo(f"The draft of {tenant} is changed, based on version {number}.")


@programme.command()
@click.argument("file", type=_FILE, required=False)
@click.option("--tenant", help="Slug of the company whose draft is looked through.")
@click.option("--language", type=_LANGUAGES, default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def lint(file: Path | None, tenant: str | None, language: str, *, as_json: bool) -> int:
    """Say what is unwise in FILE, or in the draft of a company.

    FILE needs no database. Ends with 1 where an error keeps the programme from
    being published; warnings are yours to judge.

    Example: plushka programme lint lipa.yaml --language ru
    """
    if (file is None) is (tenant is None):
        raise click.UsageError("Name a FILE or a --tenant.")
    if file is not None:
        found = task("lint_file")(file=file, language=language)
    else:
        with application():
            found = task("lint_draft")(slug=tenant, language=language)
    is_ok = all(one["level"] != "error" for one in found)
    if as_json:
        print_json({"ok": is_ok, "findings": found})
    for one in [] if as_json else found:
        click.echo(f"{one['level']}: {one['path']}: {one['text']}")
    if not found and not as_json:
        click.echo("There is nothing to find fault with.")
    return 0 if is_ok else 1


@programme.command()
@click.option("--tenant", required=True, help="Slug of the company.")
@click.option("--version", type=click.IntRange(1), help="The newer one; without it, the draft.")
@click.option("--since", type=click.IntRange(1), help="The older one; without it, the newest.")
@click.option("--language", type=_LANGUAGES, default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def diff(
    tenant: str, version: int | None, since: int | None, language: str, *, as_json: bool
) -> None:
    """Say what the draft would change, or what a version has changed.

    The draft is compared with the newest version, and a version with the one
    before it, unless --since names another.

    Example: plushka programme diff --tenant lipa --language ru
    """
    with application():
        told = task("compare_programmes")(
            slug=tenant, version=version, since=since, language=language
        )
    if as_json:
        print_json(told)
        return
    for one in told["changes"]:
        click.echo(one["text"])
    if not told["changes"]:
        click.echo(f"Nothing differs from version {told['since']}.")


@programme.command()
@click.option("--tenant", required=True, help="Slug of the company.")
@click.option(
    "--valid-from",
    metavar="MOMENT",
    help="2026-12-01 or 2026-12-01T08:00 of the company's clocks; without it, now.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def publish(tenant: str, valid_from: str | None, *, as_json: bool) -> None:
    """Make the draft a version that never changes, valid from a moment.

    Refused while the lint finds an error or an example comes out otherwise than
    it says.

    Example: plushka programme publish --tenant lipa --valid-from 2026-12-01
    """
    moment = None if valid_from is None else _moment(valid_from)
    with application():
        told: dict[str, Any] = task("publish_programme")(slug=tenant, valid_from=moment)
    if as_json:
        print_json(told)
        return
    click.echo(f"Version {told['version']} of {tenant} is valid from {told['valid_from']}.")


@programme.command()
@click.argument("source")
@click.argument("target")
@click.option("--version", type=click.IntRange(1), help="Not the one in force, but this version.")
def copy(source: str, target: str, version: int | None) -> None:
    """Put the programme of the company SOURCE into the draft of TARGET.

    Nothing is published. TARGET may have no draft under work.

    Example: plushka programme copy lipa dub
    """
    with application():
        task("copy_programme")(source=source, target=target, version=version)
    click.echo(f"The programme of {source} is the draft of {target} now.")


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is no moment, such as 2026-12-01.", param_hint="'--valid-from'"
        ) from None


programme.add_command(replay)
programme.add_command(try_)
