"""Whoever wins in a draw hears of the prize and of the ticket that won it."""

from uuid import UUID

from plushka.domain.draws import operations as draws
from plushka.domain.draws.models import Draw
from plushka.domain.draws.terms import Prize
from plushka.domain.messaging.models import Message
from tests.conftest import NOON
from tests.domain.draws.cast import chance, drawn, opened
from tests.domain.notices.test_following import hear


def test_a_winner_hears_of_the_prize_once(anna: UUID):
    draw = opened(prizes=(Prize("Чайник", 1),))
    draws.enter([chance(draw, anna)], NOON)
    draws.close(draw_id=draw.id, version=draw.version, actor="system:test", at=draw.closes_at)
    over = drawn(Draw.objects.get(id=draw.id))

    assert hear(at=over.drawn_at) == hear(at=over.drawn_at)

    [row] = Message.objects.filter(kind="draw_won")
    assert row.member_id == anna
    assert row.text == "Ваш билет 1 выиграл: Чайник. Липа"


def test_who_did_not_win_hears_nothing(anna: UUID):
    draw = opened()
    draws.enter([chance(draw, anna)], NOON)
    draws.close(draw_id=draw.id, version=draw.version, actor="system:test", at=draw.closes_at)

    hear(at=draw.closes_at)

    assert not Message.objects.filter(kind="draw_won").exists()
