"""The index of the API has every endpoint of the OpenAPI file, and says the same of each."""

import re
from typing import Any

import pytest

from plushka.domain.tenants.operations import SCOPES
from plushka.web.api.app import PREFIX
from plushka.web.api.endpoints import TABLE
from plushka.web.api.openapi.document import document
from plushka.web.api.problems import KINDS
from tests.docs.pages import Row, code, codes, reference, sections, table

type Operations = dict[str, dict[str, Any]]
type Rows = dict[str, Row]

METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def operations() -> Operations:
    """What the OpenAPI file says of each method and address, and under which tag."""
    paths = document(TABLE, PREFIX)["paths"]
    return {
        f"{method.upper()} {path}": described[method]
        for path, described in paths.items()
        for method in METHODS
        if method in described
    }


@pytest.fixture(scope="module")
def page() -> dict[str, str]:
    return sections(reference("api"))


@pytest.fixture(scope="module")
def rows(page: dict[str, str], operations: Operations) -> Rows:
    tags = {tag for operation in operations.values() for tag in operation["tags"]}
    return {
        code(row["call"]): row | {"tag": tag} for tag in sorted(tags) for row in table(page[tag])
    }


def refused(operation: dict[str, Any]) -> set[str]:
    """The codes that an operation may refuse with."""
    told = " ".join(answer["description"] for answer in operation["responses"].values())
    return set(codes(told)) & set(KINDS)


def test_every_operation_has_its_row_under_its_tag(rows: Rows, operations: Operations) -> None:
    assert {call: row["tag"] for call, row in rows.items()} == {
        call: operation["tags"][0] for call, operation in operations.items()
    }


def test_scopes_and_statuses_are_those_of_the_file(rows: Rows, operations: Operations) -> None:
    told = {call: (code(row["scope"]), row["done"]) for call, row in rows.items()}

    assert told == {
        call: (
            re.findall(r"needs the scope `(\w+)`", operation["description"])[-1],
            next(
                status
                for status, answer in operation["responses"].items()
                if answer["description"] == "Done."
            ),
        )
        for call, operation in operations.items()
    }


def test_refusals_are_those_of_the_file_beside_what_any_call_may_answer(
    page: dict[str, str], rows: Rows, operations: Operations
) -> None:
    anywhere = set(codes(page["What any call may refuse"])) & set(KINDS)

    told = {call: set(codes(row["refuses besides"])) for call, row in rows.items()}

    assert told == {call: refused(operation) - anywhere for call, operation in operations.items()}


def test_every_scope_is_told(page: dict[str, str]) -> None:
    assert [code(row["scope"]) for row in table(page["Keys and scopes"])] == list(SCOPES)
