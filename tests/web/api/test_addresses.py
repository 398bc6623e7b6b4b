"""Addresses: what is there, what is not, and how the API describes itself."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from litestar.testing import TestClient

from plushka.lib.refusal import Refusal
from plushka.web.api import problems
from plushka.web.api.app import PREFIX
from plushka.web.api.endpoints import TABLE
from tests.docs.pages import code, reference, sections, table
from tests.web.api.till import API, Till

MACHINERY = {"refused", "slug_taken", "file_unreadable", "draft_exists"}
"""Codes of refusals that no request can meet."""

PAGES_ONLY = "On the pages only"


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    """The OpenAPI file as served."""
    answer = client.get(f"{API}/openapi.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v2/sales", f"{API}/nothing"])
def test_unknown_address_is_a_problem(client: TestClient, path: str):
    answer = client.get(path)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/sales", {"GET", "POST"}),
        ("DELETE", "/sales", {"GET", "POST"}),
        ("GET", "/sales/quote", {"POST"}),
        ("POST", "/members/0197c0de-0000-7000-8000-000000000000", {"GET", "PATCH", "DELETE"}),
        ("POST", "/openapi.json", {"GET", "HEAD"}),
    ],
)
def test_wrong_method_is_told_the_right_ones(
    client: TestClient, method: str, path: str, allowed: set[str]
):
    answer = client.request(method, API + path)

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert set(answer.headers["allow"].split(", ")) - {"OPTIONS"} == allowed


@pytest.mark.parametrize("path", ["/sales/x", "/sales/1", "/members/x", "/members/x/lots"])
def test_what_is_no_id_names_nothing(till: Till, path: str):
    assert till.get(path).status_code == 404


def test_answers_are_private_and_carry_an_id(till: Till):
    answer = till.get("/sales", outlet="main", receipt="x")

    assert answer.headers["cache-control"] == "no-store"
    assert re.fullmatch(r"[0-9a-f-]{36}", answer.headers["x-request-id"])


def test_every_refusal_of_the_domain_has_a_status():
    waiting, codes = [Refusal], set()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        codes.add(kind.code)

    on_pages = {code(row["code"]) for row in table(sections(reference("refusals"))[PAGES_ONLY])}
    assert codes - MACHINERY - on_pages <= problems.KINDS.keys()
    assert on_pages.isdisjoint(problems.KINDS)


def test_document_names_every_endpoint(document: dict[str, Any]):
    described = {
        (method.upper(), path) for path, item in document["paths"].items() for method in item
    }

    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": PREFIX}]
    assert described == {(endpoint.method, endpoint.path) for endpoint in TABLE}


def test_document_refers_to_nothing_that_is_missing(document: dict[str, Any]):
    for named in set(re.findall(r'"#/components/(\w+)/([\w-]+)"', json.dumps(document))):
        assert named[1] in document["components"][named[0]]


def test_operation_ids_are_unique(document: dict[str, Any]):
    ids = [one["operationId"] for item in document["paths"].values() for one in item.values()]

    assert len(set(ids)) == len(ids)


class Links(HTMLParser):
    """Finds what a page refers to, and what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in {"href", "src"}:
                self.targets.add(value or "")


def test_page_is_readable_without_scripts_or_other_hosts(client: TestClient):
    answer = client.get("/api/docs")

    links = Links()
    links.feed(answer.text)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert not links.tags & {"script", "style", "iframe", "img"}
    assert {one for one in links.targets if not one.startswith("#")} == {
        "/api/docs.css",
        f"{API}/openapi.json",
    }
    assert {one[1:] for one in links.targets if one.startswith("#")} <= links.ids
    assert client.get("/api/docs.css").headers["content-type"].startswith("text/css")


def test_type_of_a_problem_is_a_place_on_the_page(client: TestClient, till: Till):
    links = Links()
    links.feed(client.get("/api/docs").text)
    told = till.get("/members/lookup", phone="+79990000000").json()

    assert told["type"] == "/api/docs#member_unknown"
    assert problems.KINDS.keys() <= links.ids
