"""Many at one code, with connections of their own and rows that are really committed (T25)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.domain.codes import operations, states
from plushka.domain.codes.asking import Outcome
from plushka.domain.codes.models import Activation, Guard
from plushka.domain.codes.refusals import CodeFinished, CodeUnknown, CodeUsed
from plushka.domain.ledger.models import Entry
from plushka.domain.members.locator import Locator
from plushka.lib.db.connection import connection
from tests.conftest import NOON
from tests.domain.codes import cast
from tests.domain.members.cast import at_work, open_neighbour, open_shop
from tests.domain.sales.cast import ANNA, join, promise

__all__ = ["open_neighbour", "open_shop"]

pytestmark = pytest.mark.slow

THREADS = 200


@pytest.fixture
def shop(open_shop):
    """A shop with Анна and nineteen others in it."""
    with at_work(open_shop):
        promise()
        join(ANNA)
        for number in range(19):
            join(person(number))
    return open_shop


def person(number):
    return Locator("PHONE", f"+7916000{number:04d}")


def activated(shop, *calls):
    """Activate a list as a channel of its own would."""
    with connection():
        return operations.activate(tenant_id=shop.id, activations=calls, at=NOON)


def test_two_hundred_at_one_code_are_one_winner(shop):
    """Ten tries of each of twenty members: who wins is answered the same ten times."""
    with at_work(shop):
        _, [code] = cast.active(1)
    members = [ANNA, *(person(number) for number in range(19))]
    with ThreadPoolExecutor(THREADS) as crowd:
        found = list(
            crowd.map(
                lambda n: activated(shop, cast.call(code, member=members[n % 20]))[0],
                range(THREADS),
            )
        )
    won = [one for one in found if isinstance(one, Outcome)]

    assert [one for one in found if not isinstance(one, Outcome | CodeUsed)] == []
    assert len({one.activation for one in won}) == 1
    assert sorted(one.is_repeat for one in won) == [False, *[True] * 9]
    assert {(one.points, one.balance.spendable) for one in won} == {(5000, 5000)}
    with at_work(shop):
        assert (Activation.objects.count(), Entry.objects.count()) == (1, 1)


def test_closing_waits_for_who_came_before_and_nobody_comes_after(shop):
    with at_work(shop):
        batch, codes = cast.active(40)

    def close():
        with at_work(shop):
            states.close(batch_id=batch.id, actor=cast.ACTOR, at=NOON)
            return Activation.objects.count()

    with ThreadPoolExecutor(9) as crowd:
        rest = [
            crowd.submit(activated, shop, cast.call(code, member=person(place % 19)))
            for place, code in enumerate(codes)
        ]
        closing = crowd.submit(close)
    found = [one.result()[0] for one in rest]

    with at_work(shop):
        assert Activation.objects.count() == closing.result()
    assert len([one for one in found if isinstance(one, Outcome)]) == closing.result()
    assert {type(one) for one in found} <= {Outcome, CodeFinished}


def test_wrong_tries_of_one_phone_at_once_are_all_counted(shop):
    with at_work(shop):
        cast.active(1)
    with ThreadPoolExecutor(8) as crowd:
        found = list(
            crowd.map(
                lambda n: activated(shop, cast.call(cast.wrong_code(n)))[0],
                range(20),
            )
        )

    assert sorted({one.code for one in found}) == ["code_unknown", "too_many_tries"]
    assert len([one for one in found if isinstance(one, CodeUnknown)]) == 5
    with at_work(shop):
        assert Guard.objects.get().n_wrong == 5


def test_a_code_of_another_company_is_unknown_and_stays_what_it_is(shop, open_neighbour):
    with at_work(open_neighbour):
        promise()
        join(ANNA)
        _, [foreign] = cast.active(1)
    with at_work(shop):
        cast.active(1)

    assert isinstance(activated(shop, cast.call(foreign))[0], CodeUnknown)
    assert isinstance(activated(open_neighbour, cast.call(foreign))[0], Outcome)


def test_a_list_in_which_one_fails_serves_the_others(shop):
    """A member that nobody can be, as a fault of ours would be."""
    with at_work(shop):
        _, codes = cast.active(3)
    broken = cast.call(codes[1], place="\0")
    found = activated(shop, cast.call(codes[0]), broken, cast.call(codes[2]))

    assert [isinstance(one, Outcome) for one in found] == [True, False, True]
