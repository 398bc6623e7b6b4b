"""What a message costs: the seeds' list to the kopeck, other phones, and what has no price."""

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.messaging import pricing
from plushka.domain.messaging.models import PriceList
from plushka.domain.messaging.pricing import SEEDS, Line, Prices, PricesChanged, parts_of
from plushka.domain.programmes.files import preset
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib import money
from plushka.lib.refusal import BadField
from tests.domain.members.cast import NOON

OLYA = "staff:olya"
ANNA = "+79161234567"


@pytest.mark.parametrize(
    ("n_letters", "price"),
    [
        (70, 275),
        (71, 550),
        (134, 550),
        (135, 775),
        (201, 775),
        (202, 1100),
        (268, 1100),
        (269, None),
    ],
)
def test_price_goes_by_the_length_as_the_seed_has_it(n_letters, price):
    n_parts = parts_of("SMS", "я" * n_letters)

    assert SEEDS.price(way="SMS", to=ANNA, n_parts=n_parts) == price


def test_seeds_list_is_that_of_the_preset():
    sms = preset("bonusplus").sms
    assert sms

    assert [
        (parts_of("SMS", "я" * upto), money.parse(price)) for upto, price in sms.price
    ] == list(enumerate(SEEDS.lines[0].steps, 1))


def test_latin_letters_are_cheaper():
    assert SEEDS.price(way="SMS", to=ANNA, n_parts=parts_of("SMS", "a" * 160)) == 275


def test_further_parts_cost_what_the_list_says():
    prices = Prices((Line(way="SMS", steps=(275, 550), further=200),))

    assert prices.price(way="SMS", to=ANNA, n_parts=5) == 550 + 3 * 200
    assert prices.most_parts(way="SMS") is None
    assert SEEDS.most_parts(way="SMS") == 4
    assert SEEDS.most_parts(way="EMAIL") is None


def test_longest_beginning_of_the_phone_decides():
    prices = Prices(
        (
            Line(way="SMS", prefix="7", steps=(300,)),
            Line(way="SMS", prefix="7916", steps=(250,)),
            Line(way="SMS", prefix="380", steps=(900,)),
        )
    )

    phones = (ANNA, "+79051234567", "+380671234567", "+12025550123")
    assert [prices.price(way="SMS", to=to, n_parts=1) for to in phones] == [250, 300, 900, None]


def test_ways_without_a_price_cost_nothing():
    assert SEEDS.price(way="EMAIL", to="anna@lipa.example", n_parts=1) == 0
    assert parts_of("EMAIL", "я" * 1000) == 1


@pytest.fixture
def neighbours_list(dub: Tenant) -> None:
    """The neighbour pays something else."""
    with tenant_context(dub.id):
        _change(Line(way="SMS", steps=(1,)))


def _change(*lines: Line, edition: int = 0) -> None:
    pricing.change_prices(lines=lines, edition=edition, actor=OLYA, at=NOON)


def test_company_begins_with_the_seeds_list(neighbours_list: None, lipa: Tenant):
    assert pricing.get_prices() == (SEEDS, 0)


def test_list_is_changed_and_the_second_author_is_told(neighbours_list: None, lipa: Tenant):
    dearer = Line(way="SMS", steps=(300, 600))
    calls = Line(way="VOICE", prefix="7", steps=(500,))

    _change(calls, dearer)
    _change(dearer, calls)
    with pytest.raises(PricesChanged):
        _change(dearer)

    assert pricing.get_prices() == (Prices((dearer, calls)), 1)
    _change(dearer, edition=1)
    assert pricing.get_prices() == (Prices((dearer,)), 2)
    assert Record.objects.filter(action="message_prices_changed").count() == 2


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([Line(way="PIGEON", steps=(1,))], "lines.0.way"),
        ([Line(way="SMS", steps=(1,)), Line(way="SMS", steps=(2,))], "lines.1.prefix"),
        ([Line(way="SMS", steps=())], "lines"),
        ([Line(way="SMS", steps=(-1,))], "lines"),
        ([Line(way="SMS", steps=(10**9,))], "lines"),
        ([Line(way="SMS", prefix="+7", steps=(1,))], "lines"),
        ([Line(way="SMS", prefix=str(n), steps=(1,)) for n in range(101)], "lines"),
    ],
    ids=["way", "twice", "none", "negative", "dear", "plus", "many"],
)
def test_list_that_cannot_be_is_refused(lipa: Tenant, lines, field):
    with pytest.raises(BadField) as refused:
        _change(*lines)

    assert refused.value.path == field
    assert not PriceList.objects.exists()
