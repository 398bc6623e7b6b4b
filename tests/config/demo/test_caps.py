"""The demo's codes, draw and orders are such as a shop has after its first days."""

import pytest
from django.db.models import Sum

from plushka.config.demo import caps, gifts
from plushka.domain.certificates.models import Certificate
from plushka.domain.codes.models import Activation, Batch, Tally
from plushka.domain.draws.models import Chance, Draw
from plushka.domain.rewards.models import Order
from plushka.lib.db.connection import connection
from tests.conftest import NOON
from tests.domain.members.cast import at_work, open_shop
from tests.domain.rewards.cast import is_proven
from tests.domain.sales import cast

__all__ = ["open_shop"]

pytestmark = pytest.mark.slow


def test_codes_are_activated_and_gifts_ordered_once(open_shop):
    with at_work(open_shop):
        cast.promise()
        gifts.put_on_shelves(at=NOON)
        caps.promise(at=NOON)
        anna = cast.join(cast.ANNA)
        cast.sell(cast.asked("R-1", 10_000_00))
        cast.give(1_000_00, member=anna)

    for _ in range(2):
        with connection():
            caps.begin(open_shop, clock=lambda: NOON)

    with at_work(open_shop):
        [batch], [draw] = Batch.objects.all(), Draw.objects.all()
        assert (batch.state, batch.n_made, draw.state) == ("ACTIVE", caps.N_CODES, "OPEN")
        # Of one member alone a day has five.
        assert (Activation.objects.count(), Chance.objects.count()) == (5, 5)
        told = dict(Tally.objects.values_list("outcome").annotate(n=Sum("n")))
        assert told["accepted"] == 5
        assert sum(told.values()) == caps.N_ACTIVATED + caps.N_WRONG
        [order] = Order.objects.all()
        assert (order.member_id, order.state, order.points) == (anna, "PAID", 300_00)
        assert set(Certificate.objects.values_list("state", flat=True)) == {"BLANK"}
        assert is_proven()
