"""A batch from making to its end."""

import datetime as dt

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.codes import batches, making, states
from plushka.domain.codes.giving import Fixed, Gives
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import BatchNotThere, BatchUnknown, get_batch, stamp
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.codes import cast

pytestmark = pytest.mark.usefixtures("lipa")

LATER = NOON + dt.timedelta(hours=1)
DEEDS = {
    "ship": lambda id_: states.ship(batch_id=id_, actor=cast.ACTOR, at=LATER),
    "forget": lambda id_: states.forget(batch_id=id_, actor=cast.ACTOR, at=LATER),
    "start": lambda id_: states.start(batch_id=id_, actor=cast.ACTOR, at=LATER),
    "close": lambda id_: states.close(batch_id=id_, actor=cast.ACTOR, at=LATER),
    "revoke": lambda id_: states.revoke(batch_id=id_, reason="Утекли", actor=cast.ACTOR, at=LATER),
}

#: What a batch is after each deed, and whether it still has its secret; None is refused.
MODEL = {
    ("MAKING", True): {"revoke": ("REVOKED", False)},
    ("PRINTED", True): {
        "ship": ("SHIPPED", False),
        "forget": ("PRINTED", False),
        "start": ("ACTIVE", True),
        "close": ("CLOSED", False),
        "revoke": ("REVOKED", False),
    },
    ("PRINTED", False): {
        "ship": ("SHIPPED", False),
        "forget": ("PRINTED", False),
        "start": ("ACTIVE", False),
        "close": ("CLOSED", False),
        "revoke": ("REVOKED", False),
    },
    ("SHIPPED", False): {
        "ship": ("SHIPPED", False),
        "forget": ("SHIPPED", False),
        "start": ("ACTIVE", False),
        "close": ("CLOSED", False),
        "revoke": ("REVOKED", False),
    },
    ("ACTIVE", True): {
        "forget": ("ACTIVE", False),
        "start": ("ACTIVE", True),
        "close": ("CLOSED", False),
        "revoke": ("REVOKED", False),
    },
    ("ACTIVE", False): {
        "forget": ("ACTIVE", False),
        "start": ("ACTIVE", False),
        "close": ("CLOSED", False),
        "revoke": ("REVOKED", False),
    },
    ("CLOSED", False): {
        "forget": ("CLOSED", False),
        "close": ("CLOSED", False),
        "revoke": ("REVOKED", False),
    },
    ("REVOKED", False): {"forget": ("REVOKED", False), "revoke": ("REVOKED", False)},
}
WAYS = {
    ("MAKING", True): [],
    ("PRINTED", True): [],
    ("PRINTED", False): ["forget"],
    ("SHIPPED", False): ["ship"],
    ("ACTIVE", True): ["start"],
    ("ACTIVE", False): ["start", "forget"],
    ("CLOSED", False): ["close"],
    ("REVOKED", False): ["revoke"],
}


def stands(id_):
    row = get_batch(id_)
    return row.state, row.secret is not None


@pytest.mark.parametrize("begins", MODEL, ids=lambda pair: f"{pair[0]}_{pair[1]}")
@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_in_every_state(begins, deed):
    batch = cast.ask(1) if begins[0] == "MAKING" else cast.made(1)
    for one in WAYS[begins]:
        DEEDS[one](batch.id)
    assert stands(batch.id) == begins
    expected = MODEL[begins].get(deed)
    n_records = Record.objects.count()

    if expected is None:
        with pytest.raises(BatchNotThere) as refused:
            DEEDS[deed](batch.id)
        assert refused.value.facts == {"state": begins[0].lower()}
        assert (stands(batch.id), Record.objects.count()) == (begins, n_records)
    else:
        DEEDS[deed](batch.id)
        assert stands(batch.id) == expected


def test_codes_that_were_handed_over_can_never_be_written_again():
    batch = cast.made(1)
    states.ship(batch_id=batch.id, actor=cast.ACTOR, at=LATER)

    with pytest.raises(making.CodesForgotten):
        making.codes_of(get_batch(batch.id))
    shipped = get_batch(batch.id)
    assert (shipped.shipped_at, shipped.forgotten_at) == (LATER, LATER)


def test_a_batch_that_is_revoked_while_it_is_made_stops():
    batch = cast.ask(3)
    DEEDS["revoke"](batch.id)

    assert cast.portion(batch) is True
    assert cast.told(get_batch(batch.id)) == {
        "state": "REVOKED",
        "n_made": 0,
        "has_secret": False,
    }


def test_a_batch_is_replaced_by_one_like_it_with_other_codes():
    old = cast.made(2, prefix="X", most_per_day=4)
    codes = {code for _, code in making.codes_of(old)}
    new = batches.replace(batch_id=old.id, reason="Утекли", actor=cast.ACTOR, at=LATER)
    while not cast.portion(new):
        pass
    made = get_batch(new.id)

    assert get_batch(old.id).state == "REVOKED"
    assert (made.replaces_id, made.number, made.prefix, made.most_per_day) == (old.id, 2, "X", 4)
    assert codes & {code for _, code in making.codes_of(made)} == set()
    with pytest.raises(BatchNotThere):
        batches.replace(batch_id=old.id, reason="Утекли", actor=cast.ACTOR, at=LATER)


def test_terms_are_changed_until_the_batch_is_over():
    batch, _ = cast.active(1)
    wanted = cast.terms(name="Лето", valid_until=LATER, most_per_member=2)
    batches.change(batch_id=batch.id, terms=wanted, seen=None, actor=cast.ACTOR, at=NOON)
    changed = get_batch(batch.id)

    assert (changed.name, changed.valid_until, changed.most_per_member) == ("Лето", LATER, 2)
    DEEDS["close"](batch.id)
    with pytest.raises(BatchNotThere):
        batches.change(batch_id=batch.id, terms=wanted, seen=None, actor=cast.ACTOR, at=NOON)


def test_what_a_code_gives_is_not_changed_once_people_have_it():
    batch, _ = cast.active(1)
    wanted = cast.terms(gives=Gives(Fixed(1)))

    with pytest.raises(BatchNotThere):
        batches.change(batch_id=batch.id, terms=wanted, seen=None, actor=cast.ACTOR, at=NOON)
    assert get_batch(batch.id).gives == batch.gives


def test_the_second_of_two_who_change_a_batch_is_told():
    batch = cast.made(1)
    seen = stamp(batch)
    states.start(batch_id=batch.id, seen=seen, actor=cast.ACTOR, at=LATER)

    with pytest.raises(states.BatchChanged):
        states.close(batch_id=batch.id, seen=seen, actor=cast.ACTOR, at=LATER)
    assert get_batch(batch.id).state == "ACTIVE"


def test_revoking_says_why():
    batch = cast.made(1)

    with pytest.raises(BadField):
        states.revoke(batch_id=batch.id, reason=" ", actor=cast.ACTOR, at=LATER)
    assert Batch.objects.get(id=batch.id).state == "PRINTED"


def test_a_batch_of_nobody_is_unknown():
    with pytest.raises(BatchUnknown):
        states.start(batch_id=new_id(), actor=cast.ACTOR, at=LATER)
