"""Batches are asked for, and their codes are made in portions."""

import pytest

from plushka.domain.codes import batches, deriving, making
from plushka.domain.codes.giving import ByTier, Fixed, Gives, Nothing
from plushka.domain.codes.keys import company_key, id_of, new_company_key
from plushka.domain.codes.models import Batch, Code
from plushka.domain.codes.queries import BatchNotThere, get_batch, policy
from plushka.domain.codes.terms import NewBatch
from plushka.domain.tasks.models import Task
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.codes import cast

pytestmark = pytest.mark.usefixtures("lipa")


@pytest.fixture(autouse=True)
def every_number_has_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no number be left out for a word in its code: one in five hundred is, by chance."""
    monkeypatch.setattr(deriving, "_RUDE", ())


def test_a_batch_is_made_and_written_again_as_often_as_wanted():
    batch = cast.made(5, prefix="cola")
    key = company_key(policy().key)
    codes = list(making.codes_of(batch))

    assert cast.told(batch) == {"state": "PRINTED", "n_made": 5, "has_secret": True}
    assert list(making.codes_of(batch)) == codes
    assert [number for number, _ in codes] == [1, 2, 3, 4, 5]
    assert dict(Code.objects.values_list("number", "id")) == {
        number: id_of(key, code) for number, code in codes
    }


def test_no_code_stands_in_the_database():
    batch = cast.made(2)
    code = next(making.codes_of(batch))[1]
    rows = [*Batch.objects.values(), *Code.objects.values(), *Task.objects.values()]

    assert [row for row in rows if code in str(row)] == []


def test_a_batch_killed_between_portions_goes_on(monkeypatch):
    monkeypatch.setattr(making, "AT_ONCE", 2)
    batch = cast.ask(5)

    assert [cast.portion(batch) for _ in range(3)] == [False, False, True]
    assert sorted(Code.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert [number for number, _ in making.codes_of(get_batch(batch.id))] == [1, 2, 3, 4, 5]


def test_a_code_that_is_somebodys_already_is_skipped_and_made_up(monkeypatch):
    """Derived alike, the second batch meets the codes of the first."""
    whole = deriving.derived
    first, again = cast.made(2), cast.ask(3)
    secret = making.batch_secret(first.secret)

    def meets(_secret, shape, **more):
        for number, code in whole(_secret, shape, **more):
            met = [own for at, own in zip(range(3), whole(secret, shape), strict=False) if at < 2]
            yield number, dict(met).get(number, code)

    monkeypatch.setattr(making, "derived", meets)
    while not cast.portion(again):
        pass
    done = get_batch(again.id)

    assert (done.state, done.n_made, done.skipped) == ("PRINTED", 3, [1, 2])
    assert [number for number, _ in making.codes_of(done)] == [3, 4, 5]
    assert Code.objects.filter(batch=first).count() == 2


def test_codes_cannot_be_written_while_they_are_made():
    batch = cast.ask(3)

    with pytest.raises(BatchNotThere) as refused:
        making.codes_of(batch)
    assert refused.value.facts == {"state": "making"}


def test_batches_count_from_one_in_each_company(dub):
    own = [cast.ask().number for _ in range(2)]

    assert own == [1, 2]
    assert dub.id
    assert Batch.objects.count() == 2


def test_the_same_form_makes_one_batch():
    new = NewBatch(cast.terms(), 3)
    first = batches.make(new=new, actor=cast.ACTOR, at=NOON)
    again = batches.make(new=new, actor=cast.ACTOR, at=NOON, id_=first.id)

    assert (again.id, Batch.objects.count(), Task.objects.count()) == (first.id, 1, 1)


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"n": 0}, "n_codes"),
        ({"n": 10_000_001}, "n_codes"),
        ({"length": 6}, "length"),
        ({"alphabet": "DIGITS", "length": 8}, "length"),
        ({"alphabet": "DIGITS", "prefix": "A"}, "prefix"),
        ({"prefix": "ПЛЮШ"}, "prefix"),
        ({"prefix": "TOOLONG"}, "prefix"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"gives": Gives(Fixed(0))}, "points"),
        ({"gives": Gives(ByTier({"gold": 0}))}, "points"),
        ({"gives": Gives(ByTier({"gold": -1}))}, "points.gold"),
        ({"gives": Gives(Nothing())}, "points"),
        ({"gives": Gives(Fixed(100), chances=1)}, "chances"),
        ({"gives": Gives(Fixed(100), days=0)}, "days"),
        ({"valid_from": NOON, "valid_until": NOON}, "valid_until"),
        ({"most_per_member": 0}, "most_per_member"),
        ({"most_per_day": 0}, "most_per_day"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused_by_its_field(more, path):
    with pytest.raises(BadField) as refused:
        cast.ask(**{"n": 1000, **more})

    assert refused.value.path == path
    assert (Batch.objects.count(), Task.objects.count()) == (0, 0)


def test_codes_that_look_like_others_are_weighed_with_them():
    cast.ask(10_000, length=7)

    with pytest.raises(BadField) as refused:
        cast.ask(10_000, length=7)
    assert refused.value.path == "length"
    assert cast.ask(10_000, length=7, prefix="X").number == 2


def test_the_same_code_has_another_id_in_another_company():
    own, other = (company_key(new_company_key()) for _ in range(2))

    assert id_of(own, "BCDFGHJK") == id_of(own, "BCDFGHJK")
    assert id_of(own, "BCDFGHJK") != id_of(other, "BCDFGHJK")
