"""The demo's shelves have gifts with pictures, and people with points can order each."""

import pytest

from plushka.config.demo import drawings, gifts
from plushka.domain.rewards import queries
from plushka.domain.rewards.models import Order, Picture, Reward
from plushka.lib import pictures
from tests.conftest import NOON
from tests.domain.rewards.cast import is_proven, order
from tests.domain.sales import cast as sales

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", drawings.DRAWINGS)
def test_drawing_is_a_picture_as_people_may_send(name):
    drawn = pictures.redraw(drawings.draw(name))

    assert (drawn.width, drawn.height) == (drawings.SIDE, drawings.SIDE)


@pytest.mark.slow
@pytest.mark.usefixtures("lipa")
def test_every_gift_of_the_demo_can_be_ordered():
    sales.promise(confirmations={"redeem": False})
    gifts.put_on_shelves(at=NOON)
    anna = sales.join(sales.ANNA)
    sales.give(10_000_00, member=anna)
    codes = [one.reward.code for one in queries.offered(member_id=anna, tier="standard", at=NOON)]

    for code in codes:
        order(anna, code, key=code)

    assert len(codes) == Reward.objects.count() == Picture.objects.count() == 6
    assert Reward.objects.filter(picture="").count() == 0
    states = Order.objects.values_list("lines__reward__code", "state")
    assert dict(states)["umbrella"] == "ORDERED"
    assert dict(states)["voucher-300"] == "FULFILLED"
    assert is_proven()
