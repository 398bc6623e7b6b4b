"""SQL and Python answer alike: random conditions over random members.

``PLUSHKA_TREES=10000`` is the full run; the suite takes some hundred.
"""

import datetime as dt
import os
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.rules.conditions.normal import normal
from plushka.domain.rules.conditions.predicate import predicate
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.tree import Tree
from plushka.domain.rules.facts import Member, facts_at
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.segments import queries
from plushka.domain.tenants.models import Outlet, Tenant
from tests.domain.rules.trees import of_members, questions
from tests.domain.segments.crowd import NOBODY_SPECIAL, crowd, moments, persons, settle

N_TREES = int(os.environ.get("PLUSHKA_TREES", "300"))

alike = settings(
    max_examples=N_TREES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def members(lipa: Tenant) -> dict[UUID, Member]:
    """A crowd in a shop whose outlets have the codes that its members were enrolled at."""
    for code in ("gold", "Ґанок"):
        Outlet.objects.create(tenant=lipa, code=code, name=code)
    first = settle(lipa, [NOBODY_SPECIAL])
    return first | settle(lipa, crowd())


def whom_python_finds(
    tree: Tree, members: dict[UUID, Member], *, at: dt.datetime, zone: str
) -> set[UUID]:
    holds = predicate(tree)
    return {
        member_id
        for member_id, member in members.items()
        if holds(facts_at(at, zone=zone, member=member))
    }


def whom_sql_finds(tree: Tree, *, at: dt.datetime) -> set[UUID]:
    return set(queries.find_members(tree=tree, at=at))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("at", "zone"),
    [
        (dt.datetime(2024, 2, 28, 21, tzinfo=dt.UTC), "Europe/Moscow"),
        (dt.datetime(2025, 2, 28, 20, 59, 59, 999_999, tzinfo=dt.UTC), "Europe/Moscow"),
        (dt.datetime(2025, 12, 31, 22, tzinfo=dt.UTC), "Europe/Kyiv"),
        (dt.datetime(2025, 2, 28, 11, tzinfo=dt.UTC), "Pacific/Auckland"),
    ],
)
def test_sql_and_python_answer_every_question_alike(lipa, members, at, zone) -> None:
    Tenant.objects.filter(id=lipa.id).update(timezone=zone)
    apart = [
        question
        for question in questions()
        if whom_sql_finds(read(question, OF_MEMBERS), at=at)
        != whom_python_finds(read(question, OF_MEMBERS), members, at=at, zone=zone)
    ]

    assert apart == []


def test_what_is_known_of_members_is_read_as_it_was_told(lipa, members) -> None:
    assert queries.find_known(member_ids=members.keys()) == members


@pytest.mark.slow
@alike
@given(document=of_members, people=st.lists(persons, max_size=2), asked_at=moments())
def test_sql_and_python_answer_any_tree_alike(lipa, members, document, people, asked_at) -> None:
    at, zone = asked_at
    tree = read(document, OF_MEMBERS)
    with transaction.atomic():
        Tenant.objects.filter(id=lipa.id).update(timezone=zone)
        everybody = members | settle(lipa, people)
        found = whom_sql_finds(tree, at=at)
        found_by_normal = whom_sql_finds(normal(tree), at=at)
        transaction.set_rollback(True)

    assert found == whom_python_finds(tree, everybody, at=at, zone=zone)
    assert found_by_normal == found
