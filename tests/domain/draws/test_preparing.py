"""What a draw promises is checked, and changed no more once it is promised."""

import datetime as dt

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.draws import operations as draws
from plushka.domain.draws.models import Draw
from plushka.domain.draws.refusals import DrawNotReady, DrawOutdated, DrawUnknown
from plushka.domain.draws.terms import Prize
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.draws.cast import STAFF, TERMS, WEEK, opened, prepared

LONG = "ъ" * 101


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": LONG}, "name"),
        ({"name": "а\0б"}, "name"),
        ({"prizes": ()}, "prizes"),
        ({"prizes": (Prize("Кружка", 1),) * 51}, "prizes"),
        ({"prizes": (Prize("Кружка", 1), Prize("Чайник", 0))}, r"prizes\[1\].count"),
        ({"prizes": (Prize("", 1),)}, r"prizes\[0\].name"),
        ({"prizes": (Prize("Кружка", 9_999), Prize("Чайник", 2))}, "prizes"),
        ({"closes_at": NOON}, "closes_at"),
        ({"reserves": -1}, "reserves"),
        ({"reserves": 1001}, "reserves"),
        ({"outside": "DICE"}, "outside"),
        ({"outside": "WRITTEN"}, "outside_promise"),
        ({"outside": "WRITTEN", "outside_promise": "ъ" * 301}, "outside_promise"),
        ({"rules": "ъ" * 5001}, "rules"),
        ({"rules": "\0"}, "rules"),
    ],
    ids=str,
)
def test_terms_that_cannot_be_kept_are_refused(lipa: Tenant, wrong: dict, field: str):
    with pytest.raises(BadField, match=field):
        prepared(**wrong)

    assert not Draw.objects.exists()


def test_a_draft_says_what_it_will_promise(lipa: Tenant):
    draw = prepared(name="  Лото \n осени ", rules="Одна крышка.\r\n\r\nОдин шанс. ", reserves=3)

    row = Draw.objects.get(id=draw.id)
    assert (row.name, row.rules, row.reserves) == ("Лото осени", "Одна крышка.\n\nОдин шанс.", 3)
    assert row.prizes == [{"name": "Велосипед", "count": 1}, {"name": "Кружка", "count": 2}]
    assert (row.state, row.commitment, row.version) == ("DRAFT", "", 1)


def test_a_draft_with_an_id_is_prepared_once(lipa: Tenant):
    mine = new_id()
    what = {"draw_id": mine, "actor": STAFF, "at": NOON}

    assert draws.prepare(terms=TERMS, **what) == draws.prepare(terms=TERMS, **what)

    assert list(Draw.objects.values_list("id", flat=True)) == [mine]


def test_a_draft_is_changed_by_who_has_seen_its_newest_version(lipa: Tenant):
    draw = prepared()
    change = {"draw_id": draw.id, "terms": TERMS, "actor": STAFF, "at": NOON}

    assert draws.change(version=1, **change).version == 2
    with pytest.raises(DrawOutdated):
        draws.change(version=1, **change)
    with pytest.raises(DrawUnknown):
        draws.change(version=1, **change | {"draw_id": new_id()})

    assert Draw.objects.get(id=draw.id).version == 2


def test_what_is_promised_is_changed_no_more(lipa: Tenant):
    draw = opened()

    with pytest.raises(DrawNotReady, match="opened"):
        draws.change(draw_id=draw.id, version=draw.version, terms=TERMS, actor=STAFF, at=NOON)
    with pytest.raises(DrawNotReady, match="opened"):
        draws.open_(draw_id=draw.id, version=draw.version, actor=STAFF, at=NOON)

    assert Draw.objects.get(id=draw.id).version == draw.version


def test_opening_tells_the_digest_of_a_seed_that_nobody_can_read(lipa: Tenant):
    first, second = opened(), opened()

    row = Draw.objects.get(id=first.id)
    assert len(bytes.fromhex(row.commitment)) == 32
    assert row.commitment != second.commitment
    assert row.seed == ""
    [record] = Record.objects.filter(action="draw_opened", subject_id=first.id)
    assert record.after["commitment"] == row.commitment


def test_a_draw_is_not_opened_when_its_time_is_over(lipa: Tenant):
    draw = prepared()

    with pytest.raises(DrawNotReady, match="too_late"):
        draws.open_(draw_id=draw.id, version=1, actor=STAFF, at=NOON + WEEK)

    assert Draw.objects.get(id=draw.id).commitment == ""


def test_a_draw_that_was_cancelled_is_not_opened(lipa: Tenant):
    draw = prepared()
    draws.cancel(draw_id=draw.id, version=1, reason="Нет призов", actor=STAFF, at=NOON)

    with pytest.raises(DrawNotReady):
        draws.open_(draw_id=draw.id, version=2, actor=STAFF, at=NOON + dt.timedelta(hours=1))

    row = Draw.objects.get(id=draw.id)
    assert (row.state, row.seed, row.commitment) == ("CANCELLED", "", "")
