"""The record of changes in the cabinet."""

import ast
import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from plushka.domain.audit import operations as audit
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.web.manager.audit.words import ACTIONS, SUBJECTS
from tests.architecture.tree import SOURCE, parsed, python_files, short
from tests.conftest import NOON
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of


def write(shop: Shop, minutes: int = 0, **more: Any) -> None:
    given: dict[str, Any] = {
        "actor": f"staff:{shop.owner.id}",
        "action": "outlet_changed",
        "subject_kind": "outlet",
        "subject_id": shop.market.id,
        "before": {"name": "Рынок"},
        "after": {"name": "Базар"},
    }
    with tenant_context(shop.tenant.id):
        audit.write(at=NOON + dt.timedelta(minutes=minutes), **given | more)


def heads(person: Person, **sent: str) -> list[str]:
    """What was done, as the page says it."""
    page = person.get("audit", **sent).content.decode()
    return re.findall(r"<strong>([^<]+)</strong>", page)


def test_a_change_is_told_with_names_before_after_and_reason(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    write(shop, reason="Так <просили>")

    page = person.get("audit")

    said = text_of(page)
    assert "Outlet changed" in said
    assert f"By: {shop.owner.name}" in said
    assert "Name or title Рынок Базар" in said
    assert "Reason: Так &lt;просили&gt;" in page.content.decode()
    assert str(shop.owner.id) not in said
    assert f'href="/manage/outlets/{shop.market.id}"' in page.content.decode()


def test_digests_of_personal_values_are_said_to_be_hidden(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    values = {"before": {"name": "0123456789abcdef"}, "after": {"name": "fedcba9876543210"}}
    write(shop, action="member_changed", subject_kind="member", subject_id=uuid4(), **values)

    assert "Name or title hidden hidden" in text_of(person.get("audit"))


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({}, ["Key made", "Outlet changed", "Company founded"]),
        ({"what": "key_made"}, ["Key made"]),
        ({"kind": "outlet"}, ["Outlet changed"]),
        ({"text": "базар"}, ["Outlet changed"]),
        ({"text": "по просьбе"}, ["Key made"]),
        ({"text": "100%"}, []),
        ({"until": "2026-11-20"}, []),
        ({"since": "2026-11-21", "until": "2026-11-21", "kind": "outlet"}, ["Outlet changed"]),
        ({"subject": "nonsense"}, []),
        ({"since": "0001-01-01", "until": "9999-12-31", "kind": "key"}, ["Key made"]),
        ({"who": "system:founding"}, ["Company founded"]),
    ],
)
def test_changes_are_narrowed(
    newcomer: tuple[Person, Shop], sent: dict[str, str], found: list[str]
):
    person, shop = newcomer
    write(shop)
    key = {"action": "key_made", "subject_kind": "key", "subject_id": uuid4()}
    write(shop, 1, reason="По просьбе", before={}, after={"name": "Касса"}, **key)

    assert heads(person, **sent) == found


def test_changes_of_one_person_are_found_by_the_name(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    write(shop, actor=f"staff:{shop.marketer.id}", action="tier_held")
    write(shop, 1)

    assert heads(person, who=f"staff:{shop.marketer.id}") == ["Tier held by hand"]


def test_many_changes_come_in_pages_without_a_gap(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    for number in range(120):
        write(shop, number // 60, after={"name": f"№{number}"})
    further, seen = "kind=outlet", []
    while further:
        page = person.client.get(f"/manage/audit?{further}")
        context: Any = page.context
        seen += [one.row.after["name"] for one in context["changes"]]
        further = context["further"]

    assert sorted(seen) == sorted(f"№{number}" for number in range(120))


def test_the_neighbours_changes_are_not_there(owner: Person, oak: Shop):
    write(oak, before={"name": "Жёлудь"})

    page = owner.get("audit", text="Жёлудь")

    assert "No change fits." in text_of(page)
    assert str(oak.owner.id) not in page.content.decode()


def test_only_owners_see_who_changed_what(enter: Callable[[Staff], Person], shop: Shop):
    assert enter(shop.marketer).get("audit").status_code == 403


@pytest.mark.parametrize("more", [1, 3])
def test_the_statements_do_not_grow_with_the_changes(
    newcomer: tuple[Person, Shop],
    django_assert_max_num_queries: Callable[[int], Any],
    more: int,
):
    person, shop = newcomer
    for number in range(more):
        write(shop, number, reason="x")
        write(shop, number, subject_kind="campaign", subject_id=UUID(int=number + 1))

    with django_assert_max_num_queries(13):
        person.get("audit")


def recorded(parameter: str) -> Iterator[tuple[str, str]]:
    """Every code that the source records for a parameter, and where."""
    for path in python_files(SOURCE):
        tree = parsed(path)
        places = {
            node.name: [one.arg for one in node.args.args].index(parameter)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and parameter in [one.arg for one in node.args.args]
        }
        if "domain.audit" not in path.read_text("utf-8") and "audit" not in path.parts:
            continue
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            given = [one.value for one in call.keywords if one.arg == parameter]
            place = places.get(getattr(call.func, "id", ""))
            if place is not None and len(call.args) > place:
                given.append(call.args[place])
            for value in given:
                for node in ast.walk(value):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        yield node.value, short(path)


def test_every_action_that_is_recorded_has_words():
    found = {code: path for code, path in recorded("action") if "_" in code}

    assert {code: path for code, path in found.items() if code not in ACTIONS} == {}


def test_every_subject_that_is_recorded_has_words():
    found = dict(recorded("subject_kind"))

    assert {code: path for code, path in found.items() if code not in SUBJECTS} == {}
