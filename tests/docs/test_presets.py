"""The page of presets tells every number of each preset, and no other."""

from collections.abc import Iterator
from importlib.resources import files as resources
from typing import Any

import pytest
import yaml

from plushka.domain.programmes import files
from tests.docs.pages import code, reference, sections, table

IN_WORDS = {"preset", "name", "unit", "messages"}
"""Sections that are texts; the page shows them in its own words."""


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a document with its path; parts of a list go by their code or number."""
    match value:
        case dict():
            for name, part in value.items():
                yield from leaves(part, f"{path}.{name}" if path else name)
        case [dict(), *_]:
            for number, part in enumerate(value):
                name = f".{part['code']}" if "code" in part else f"[{number}]"
                name = name if "code" in part or len(value) > 1 else ""
                rest = {key: told for key, told in part.items() if key not in {"code", "name"}}
                yield from leaves(rest, path + name)
        case [[_, _], *_]:
            yield path, ", ".join(f"{first}: {second}" for first, second in value)
        case list():
            yield path, ", ".join(value)
        case _:
            yield path, value


def told(name: str) -> dict[str, str]:
    """What the page says of a preset."""
    rows = table(sections(reference("presets"))[f"`{name}`"])
    return {code(row["field"]): code(row["value"]) for row in rows}


@pytest.mark.parametrize("name", sorted(files.PRESETS))
def test_every_number_of_a_preset_is_told(name: str) -> None:
    place = resources("plushka.domain.programmes") / "presets" / f"{name}.yaml"
    document = yaml.load(place.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts
    numbers = {part: told for part, told in document.items() if part not in IN_WORDS}

    assert told(name) == dict(leaves(numbers))
