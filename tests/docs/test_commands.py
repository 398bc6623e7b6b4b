"""The page of commands shows what each command says of itself."""

from collections.abc import Iterator

import click

from plushka.config.cli import plushka
from tests.docs.pages import REFERENCE, blocks, reference, sections

COLUMNS = 78
"""What click uses of an ordinary terminal."""


def commands(
    command: click.Command = plushka, name: str = "plushka", above: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Every command from one downwards, with what ``--help`` prints."""
    settings = {**command.context_settings, "terminal_width": COLUMNS}
    context = click.Context(command, parent=above, info_name=name, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for part in command.commands.values():
            yield from commands(part, part.name or "", context)


def test_every_command_has_its_section_with_its_help() -> None:
    shown = {
        heading.strip("`"): body.split("```text\n")[1].split("\n```")[0]
        for heading, body in sections(reference("commands")).items()
        if heading.startswith("`plushka")
    }

    assert shown == dict(commands())


def test_the_page_shows_nothing_else_as_help() -> None:
    page = REFERENCE / "commands.md"

    assert len(blocks(page, "text")) == len(dict(commands()))
