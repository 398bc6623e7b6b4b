"""People change the catalogue; what is wrong with it is refused by its field."""

import io
import random

import pytest
from PIL import Image

from plushka.domain.audit.models import Reason, Record
from plushka.domain.rewards import catalogue, queries
from plushka.domain.rewards.catalogue import RewardChanged, stamp_of_reward, terms_of
from plushka.domain.rewards.models import Reward, StockChange
from plushka.domain.rewards.refusals import RewardUnknown, SoldOut
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.rewards.cast import DAY, is_proven, offer, order, stock_of

BY = "staff:test"


def _replaced(row: Reward, **more):
    return type(terms_of(row))(
        **{name: getattr(terms_of(row), name) for name in terms_of(row).__slots__} | more
    )


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("code", {"code": "Кружка"}),
        ("names", {"names": {"ru": " "}}),
        ("names.de", {"names": {"ru": "К", "de": "Becher"}}),
        ("names.ru", {"names": {"ru": "К" * 101}}),
        ("points", {"points": 0}),
        ("money", {"money": -1}),
        ("most", {"most": 0}),
        ("recent_days", {"most_recent": 1}),
        ("valid_until", {"valid_from": NOON, "valid_until": NOON}),
        ("tiers", {"tiers": ("platinum",)}),
        ("outlets", {"outlets": ("nowhere",)}),
        ("can_pick_up", {"can_pick_up": False}),
        ("voucher", {"kind": "VOUCHER"}),
        ("stock", {"pieces": -1}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_terms_are_refused_by_their_field(anna, path, wrong):
    with pytest.raises(BadField) as refused:
        offer(**wrong)

    assert refused.value.path == path
    assert not Reward.objects.exists()


def test_code_is_used_once(anna):
    offer()

    with pytest.raises(BadField) as refused:
        offer()

    assert refused.value.path == "code"


def test_change_says_what_it_changed_and_who_comes_second_is_told(anna):
    row = offer()
    stamp = stamp_of_reward(row)
    catalogue.change(
        reward_id=row.id, terms=_replaced(row, points=500), actor=BY, at=NOON, stamp=stamp
    )

    with pytest.raises(RewardChanged):
        catalogue.change(
            reward_id=row.id, terms=_replaced(row, points=700), actor=BY, at=NOON, stamp=stamp
        )

    record = Record.objects.get(action="reward_changed")
    assert (record.before, record.after) == (
        {"points": 10_000},
        {"points": 500, "code": "mug"},
    )
    assert Reward.objects.get(id=row.id).points == 500


def test_stock_is_changed_with_a_reason_and_never_below_what_is_kept(anna):
    row = offer(pieces=3)
    order(anna, ("mug", 2))

    catalogue.change_stock(reward_id=row.id, pieces=-1, actor=BY, at=NOON, reason="Разбилась")
    for wrong in ({"pieces": -1, "reason": "x"}, {"pieces": 1, "reason": " "}):
        with pytest.raises((SoldOut, BadField)):
            catalogue.change_stock(reward_id=row.id, actor=BY, at=NOON, **wrong)

    assert stock_of(row) == (2, 2, 0)
    assert list(StockChange.objects.order_by("id").values_list("pieces", flat=True)) == [3, -1]
    assert Reason.objects.get().text == "Разбилась"
    assert is_proven()


def test_picture_is_drawn_anew_and_a_script_is_none(anna):
    row = offer()
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")

    digest = catalogue.draw(
        reward_id=row.id, content=drawn.getvalue() + b"<script>", actor=BY, at=NOON
    )
    for script in (b"<svg onload='x()'/>", b"GIF89a<script>", b"", b"\x89PNG\r\n\x1a\n<script>"):
        with pytest.raises(BadField) as refused:
            catalogue.draw(reward_id=row.id, content=script, actor=BY, at=NOON)
        assert refused.value.path == "picture"

    kept = queries.picture_of(digest=digest, size="content")
    assert kept is not None
    assert b"script" not in kept
    catalogue.erase_picture(reward_id=row.id, actor=BY, at=NOON)
    assert queries.picture_of(digest=digest, size="content") is None
    assert Reward.objects.get().picture == ""


def test_picture_of_noise_is_small_enough_for_a_page(anna):
    row = offer()
    drawn = io.BytesIO()
    noise = random.Random(1).randbytes(240 * 240 * 3)
    Image.frombytes("RGB", (240, 240), noise).save(drawn, "JPEG", quality=80)

    digest = catalogue.draw(reward_id=row.id, content=drawn.getvalue(), actor=BY, at=NOON)

    small = queries.picture_of(digest=digest, size="small")
    medium = queries.picture_of(digest=digest, size="medium")
    assert small is not None
    assert medium is not None
    assert len(small) <= catalogue.SMALL_BYTES
    assert len(medium) <= catalogue.MEDIUM_BYTES


def test_little_left_is_told_once_until_more_is_put_in(anna):
    row = offer(pieces=3, low=2)
    assert catalogue.take_low(at=NOON) == []
    order(anna, "mug", key="one")

    told = [catalogue.take_low(at=NOON) for _ in range(2)]
    catalogue.change_stock(reward_id=row.id, pieces=5, actor=BY, at=NOON, reason="Привезли")
    order(anna, ("mug", 5), key="many")

    assert [[left for _, left in found] for found in told] == [[2], []]
    assert [left for _, left in catalogue.take_low(at=NOON)] == [2]


def test_what_is_offered_says_how_many_are_left_and_allowed(anna):
    offer(pieces=5, most=3)
    offer(code="hidden", is_shown=False)
    offer(code="later", valid_from=NOON + DAY)
    order(anna, ("mug", 1))

    [one] = queries.offered(member_id=anna, tier="standard", at=NOON)

    assert (one.left, one.room, one.most) == (4, 2, 2)
    with pytest.raises(RewardUnknown):
        queries.get_offered(code="hidden", member_id=anna, tier="standard", at=NOON)
