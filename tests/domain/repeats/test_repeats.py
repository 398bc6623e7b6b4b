"""The same request again gets the same answer; another one under its key is refused (T6)."""

import threading
from uuid import UUID

import pytest
from django.db import IntegrityError

from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries
from plushka.domain.repeats.models import Answer
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.members.cast import NOON, at_work, statements_sent

SALE = {"outlet": "main", "redeem": 20000}
NEIGHBOUR = new_id()
PRINT = queries.fingerprint("sale", SALE)


def _answer(key: str, answer: object = "done", member_id: UUID | None = None) -> repeats.NewAnswer:
    return repeats.NewAnswer(key, "sale", PRINT, 201, answer, member_id)


@pytest.fixture
def neighbours_answer(dub: Tenant) -> None:
    """An answer given next door, to be asked for before «Липа»."""
    with tenant_context(dub.id):
        repeats.remember(answers=[_answer("a", "Дуб", NEIGHBOUR)], at=NOON)


def test_answer_is_found_by_its_key(lipa: Tenant):
    told = {"id": "0197", "имя": ["Анна", None, 1.5, True]}

    repeats.remember(answers=[_answer("a", told), _answer("b")], at=NOON)

    assert queries.find(keys=["a", "c"]) == {"a": queries.Kept("a", "sale", PRINT, 201, told)}


def test_neighbours_answer_is_never_found(neighbours_answer: None, lipa: Tenant):
    repeats.remember(answers=[_answer("b")], at=NOON)

    assert set(queries.find(keys=["a", "b"])) == {"b"}
    assert repeats.forget_member(member_id=NEIGHBOUR) == 0
    assert Answer.objects.count() == 1


def test_any_number_of_keys_is_one_statement_each_way(lipa: Tenant):
    with statements_sent() as sent:
        repeats.remember(answers=[_answer(f"{n}") for n in range(100)], at=NOON)
        found = queries.find(keys=[f"{n}" for n in range(200)])

    assert len(found) == 100
    assert len(sent) == 2


def test_same_request_is_a_repeat(lipa: Tenant):
    repeats.remember(answers=[_answer("a")], at=NOON)
    [kept] = queries.find(keys=["a"]).values()

    queries.check(kept, operation="sale", fingerprint=PRINT)


@pytest.mark.parametrize(
    ("operation", "sent"), [("sale", SALE | {"redeem": 20001}), ("enrol", SALE), ("sale", {})]
)
def test_another_request_under_the_key_is_refused(lipa: Tenant, operation, sent):
    repeats.remember(answers=[_answer("a")], at=NOON)
    [kept] = queries.find(keys=["a"]).values()

    with pytest.raises(queries.RepeatDiffers) as refused:
        queries.check(kept, operation=operation, fingerprint=queries.fingerprint(operation, sent))

    assert refused.value.facts == {"key": "a"}


def test_order_of_fields_does_not_make_a_request_differ():
    assert queries.fingerprint("sale", {"redeem": 20000, "outlet": "main"}) == PRINT
    assert len(PRINT) == 32


def test_answers_about_a_member_are_forgotten_with_them(lipa: Tenant):
    anna, bohdan = new_id(), new_id()
    repeats.remember(
        answers=[_answer("a", "Анна", anna), _answer("b", "Богдан", bohdan), _answer("c")],
        at=NOON,
    )

    assert repeats.forget_member(member_id=anna) == 1
    assert set(queries.find(keys=["a", "b", "c"])) == {"b", "c"}


def test_key_that_two_use_at_once_is_used_once(open_shop: Tenant):
    gate = threading.Barrier(2)
    outcomes = []

    def ask(answer: str) -> None:
        try:
            with at_work(open_shop):
                gate.wait(10)
                repeats.remember(answers=[_answer("a", answer)], at=NOON)
            outcomes.append(answer)
        except IntegrityError as violation:
            outcomes.append("repeat_key_used_once" in str(violation))

    askers = [threading.Thread(target=ask, args=(answer,)) for answer in ("left", "right")]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    with at_work(open_shop):
        [kept] = queries.find(keys=["a"]).values()
    assert sorted(map(str, outcomes)) == sorted(["True", kept.answer])


@pytest.mark.parametrize("key", ["a", "!", "~", "x" * 255])
def test_key_is_visible_ascii(key):
    assert queries.read_key(key) == key


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "ключ", "a\n", "\x7f"])
def test_other_key_is_refused(key):
    with pytest.raises(BadField, match="Idempotency-Key: use 1 to 255"):
        queries.read_key(key)
