"""The page of the programme document has every section and field of its structs."""

from collections.abc import Iterator

import msgspec
import pytest
from msgspec import NODEFAULT, UNSET, structs

from plushka.domain.programmes import document, files
from tests.docs.pages import REFERENCE, blocks, code, reference, sections, table


def parts() -> Iterator[type[document.Part]]:
    """Every section of the document."""
    return (
        kind
        for kind in vars(document).values()
        if isinstance(kind, type) and issubclass(kind, document.Part) and kind is not document.Part
    )


def default(field: structs.FieldInfo) -> str:
    """How the page writes what a field is when it is left out."""
    if field.required:
        return "needed"
    value = field.default if field.default is not NODEFAULT else field.default_factory()
    match value:
        case _ if value is UNSET:
            return ""
        case msgspec.Struct():
            return "its own"
        case str():
            return f"`{value}`"
        case _:
            return f"`{msgspec.json.encode(value).decode()}`"


def test_every_section_is_told() -> None:
    told = [
        heading
        for heading, body in sections(reference("programme")).items()
        if "| left out |" in body
    ]

    assert sorted(told) == sorted(kind.__name__ for kind in parts())


@pytest.mark.parametrize("part", list(parts()), ids=lambda part: part.__name__)
def test_every_field_is_told_with_its_default(part: type[document.Part]) -> None:
    rows = table(sections(reference("programme"))[part.__name__])

    assert [(code(row["field"]), row["left out"]) for row in rows] == [
        (field.encode_name, default(field)) for field in structs.fields(part)
    ]


def test_the_example_is_a_programme() -> None:
    [example] = blocks(REFERENCE / "programme.md", "yaml")

    assert [tier.code for tier in files.read_yaml(example).tiers] == ["start", "friend"]
