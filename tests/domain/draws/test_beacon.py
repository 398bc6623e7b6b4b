"""B29: the value of a round of drand is its signature's, and nobody else can sign a round."""

import pytest
from django.db import connection

from plushka.domain.draws import beacon
from plushka.domain.draws.models import Draw, Winner
from plushka.domain.draws.outside import CHAIN
from plushka.domain.draws.telling import proof
from plushka.domain.draws.verify import verify
from plushka.lib.refusal import BadField
from tests.domain.draws.cast import checked, closed, drawn, somebody

ROUND = 1000
SIGNATURE = (
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39"
)
VALUE = "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"
"""As api.drand.sh tells the round of the network «quicknet»."""


def of_that_round() -> Draw:
    """A draw that waits for the round."""
    draw = closed((somebody(), 3))
    Draw.objects.filter(id=draw.id).update(outside_round=ROUND)
    draw.refresh_from_db()
    return draw


def test_signature_of_a_round_is_told_from_all_others():
    signature = bytes.fromhex(SIGNATURE)

    assert beacon.is_of_round(signature, ROUND)
    assert beacon.value_of(signature) == VALUE
    assert not beacon.is_of_round(signature, ROUND + 1)
    assert CHAIN.startswith("52db9ba7")


@pytest.mark.parametrize(
    "signature",
    [b"", bytes(48), b"\xc0" + bytes(47), bytes.fromhex(SIGNATURE)[:-1], b"\xff" * 48],
    ids=["nothing", "zeros", "infinity", "short", "ones"],
)
def test_what_is_no_signature_is_of_no_round(signature: bytes):
    assert not beacon.is_of_round(signature, ROUND)


@pytest.mark.django_db
def test_signature_gives_the_value_and_is_published(lipa):
    draw = drawn(of_that_round(), value=f" {SIGNATURE.upper()}\n")

    assert (draw.outside_value, draw.outside_signature) == (VALUE, SIGNATURE)
    assert proof(draw)["outside_signature"] == SIGNATURE
    assert Winner.objects.filter(draw_id=draw.id).count() == 1


@pytest.mark.django_db
def test_the_script_follows_the_value_from_the_signature(lipa, tmp_path):
    draw = drawn(of_that_round(), value=SIGNATURE)

    assert checked(draw, tmp_path) == (0, f"right: {proof(draw)['winners']}")
    assert checked(draw, tmp_path, outside_signature="00" * 48) == (
        1,
        "the outside value does not follow from the signature of its round",
    )


@pytest.mark.django_db
def test_signature_of_another_round_is_refused(lipa):
    draw = closed((somebody(), 3))

    with pytest.raises(BadField, match="outside_value"):
        drawn(draw, value=SIGNATURE)

    assert Draw.objects.get(id=draw.id).state == "CLOSED"


@pytest.mark.django_db
def test_value_alone_is_taken_unchecked_and_says_so(lipa):
    draw = drawn(of_that_round(), value=VALUE)

    assert (draw.outside_value, proof(draw)["outside_signature"]) == (VALUE, None)


@pytest.mark.django_db
def test_verify_checks_the_signature_again(lipa):
    draw = drawn(of_that_round(), value=SIGNATURE)
    Draw.objects.filter(id=draw.id).update(outside_round=ROUND + 1)

    with connection.cursor() as cursor:
        checks = [one["check"] for one in verify(cursor, tenant_id=lipa.id)]
    assert checks == ["draws.outside"]
