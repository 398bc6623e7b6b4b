"""The page of refusals has every refusal of the code: its status, its title, its facts."""

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import plushka.domain
import plushka.integrations
import plushka.lib
import plushka.web
from plushka.lib.refusal import Refusal
from plushka.web.api.endpoints import TABLE
from plushka.web.api.problems import KINDS
from tests.architecture.tree import SOURCE, parsed, python_files
from tests.docs.pages import Row, code, codes, reference, sections, table

PARTS = (plushka.domain, plushka.integrations, plushka.lib, plushka.web)


def refusals(of: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Every kind of refusal that the code has."""
    for part in PARTS:
        for module in pkgutil.walk_packages(part.__path__, f"{part.__name__}."):
            import_module(module.name)
    for kind in of.__subclasses__():
        if kind.__module__.startswith("plushka."):
            yield kind
            yield from refusals(kind)


def facts(kind: type[Refusal]) -> set[str]:
    """The facts that come with a refusal: what its constructor hands up, else its callers."""
    if "__init__" in vars(kind):
        trees, name = [ast.parse(inspect.getsource(kind))], "super().__init__"
    else:
        trees, name = [parsed(path) for path in python_files(SOURCE)], kind.__name__
    return {
        keyword.arg
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
        for keyword in node.keywords
        if keyword.arg
    }


def sentences(kind: type[Refusal]) -> Iterator[str]:
    """What a refusal says, as it is written, with … for its values."""
    for node in ast.walk(ast.parse(inspect.getsource(kind))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__":
            said = node.args[0]
            parts = said.values if isinstance(said, ast.JoinedStr) else [said]
            written = [part.value if isinstance(part, ast.Constant) else "…" for part in parts]
            yield "".join(map(str, written))


def rows() -> dict[str, Row]:
    """What the page says of each code."""
    page = sections(reference("refusals"))
    places = ("Over the API", "On the pages only", "On the command line only")
    told = [row for place in places for row in table(page[place])]
    return {code(row["code"]): row for row in told}


def test_every_refusal_has_its_row() -> None:
    assert set(rows()) == {kind.code for kind in refusals()}


def test_statuses_and_titles_are_those_of_the_api() -> None:
    told = {
        code(row["code"]): (int(row["status"][:3]), row["title"])
        for row in table(sections(reference("refusals"))["Over the API"])
    }

    assert told == {name: (kind.status, kind.title) for name, kind in KINDS.items()}


def test_a_status_that_differs_in_places_is_told() -> None:
    told = {
        (name, int(status))
        for name, row in rows().items()
        for status in re.findall(r"\d{3}", row.get("status", "")[3:])
    }

    assert told == {
        (name, status) for endpoint in TABLE for name, status in (endpoint.statuses or {}).items()
    }


def test_facts_are_those_that_come_with_the_refusal() -> None:
    expected: dict[str, set[str]] = {}
    for kind in refusals():
        expected.setdefault(kind.code, set()).update(facts(kind))

    assert {name: set(codes(row["facts"])) for name, row in rows().items()} == expected


def test_every_refusal_says_a_whole_sentence() -> None:
    """But one of a field, told after the name of the field, and one handed its sentence."""
    pieces = {
        f"{kind.__name__}: {said}"
        for kind in refusals()
        for said in sentences(kind)
        if not (said[0].isupper() and said.endswith("."))
    }

    assert pieces == {
        "BadField: …: …",
        "BadFields: …",
        "CampaignInvalid: …",
        "ProgrammeInvalid: …",
        "RuleInvalid: …",
        "TextInvalid: …: … at …: …",
    }
