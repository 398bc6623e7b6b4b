"""What a phone writes is done once, answered within limits, and kept without its number."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.enrolment.leaving import erase
from plushka.domain.inbound import answering
from plushka.domain.inbound.answering import Came, hear
from plushka.domain.members.consenting import find_consents
from plushka.domain.members.sharing import word_of
from plushka.domain.members.sharing_models import SharedAlias
from plushka.domain.messaging import blocking, hearing
from plushka.domain.messaging.models import Block, Connection, Inbound, Message
from tests.conftest import NOON
from tests.domain.effects.cast import join
from tests.domain.members.cast import ANNAS_PHONE, BOHDANS_PHONE

HOUR = dt.timedelta(hours=1)
STRANGER = BOHDANS_PHONE.value


def write(
    line: Connection,
    text: str,
    *,
    id: str = "",
    sender: str = ANNAS_PHONE.value,
    kind: str = "TEXT",
    at: dt.datetime = NOON,
) -> UUID | None:
    id = id or f"n{Inbound.objects.count()}"
    return hear(connection=line, heard=Came(id, sender, text, kind), at=at)


def answers() -> list[str]:
    return list(Message.objects.order_by("id").values_list("text", flat=True))


def agreed(member_id: UUID) -> list[str]:
    standing = find_consents(member_id=member_id)
    return [one.consent.channel for one in standing if not one.is_withdrawn]


def test_the_balance_is_told_to_who_asks_for_it(line: Connection, anna: UUID):
    write(line, "Баланс")
    assert answers() == ["Ваш баланс: 0 бонусов."]
    [kept] = Inbound.objects.all()
    assert (kept.member_id, kept.wish, kept.answer) == (anna, "balance", "balance")
    assert (kept.text, kept.masked) == ("Баланс", "+7916•••4567")


def test_what_is_told_twice_is_done_once(line: Connection, anna: UUID):
    assert write(line, "Баланс", id="a") is not None
    assert write(line, "Баланс", id="a") is None
    long = "x" * 400
    assert write(line, "Баланс", id=long) is not None
    assert write(line, "Баланс", id=long) is None
    assert len(answers()) == 2


def test_stop_ends_advertising_by_every_way(line: Connection, anna: UUID):
    write(line, "СТОП")
    assert agreed(anna) == []
    assert blocking.find(addresses=[("SMS", ANNAS_PHONE.value)]) == (
        set(),
        {("SMS", ANNAS_PHONE.value)},
    )
    assert answers() == ["Рекламы больше не будет. Коды и новости счёта придут как прежде."]


def test_start_agrees_again(line: Connection, anna: UUID):
    write(line, "STOP")
    write(line, "СТАРТ")
    assert agreed(anna) == ["SMS"]
    assert Block.objects.count() == 0
    assert answers()[-1] == "Вы согласились на рассылки «Липа». Отказ: СТОП в ответ."


def test_start_takes_back_nothing_that_staff_blocked(line: Connection, anna: UUID):
    blocking.block(
        way="SMS",
        value=ANNAS_PHONE.value,
        reason="STAFF",
        is_advertising_only=False,
        at=NOON,
        actor="staff:1",
    )
    write(line, "STOP")
    write(line, "START")
    assert [row.reason for row in Block.objects.all()] == ["STAFF"]


def test_nobodys_phone_is_blocked_and_learns_nothing(line: Connection):
    write(line, "СТОП", sender=STRANGER)
    write(line, "Баланс", sender=STRANGER)
    write(line, "Псевдоним", sender=STRANGER)
    assert [row.masked for row in Block.objects.all()] == ["+38067•••4567"]
    assert [row.member_id for row in Inbound.objects.all()] == [None] * 3
    assert answers()[1:] == ["Ваш номер не в программе «Липа». Вступите на кассе."]


def test_a_phone_that_said_stop_stays_blocked_when_its_owner_joins(line: Connection):
    write(line, "СТОП", sender=STRANGER)
    join(BOHDANS_PHONE)
    _, for_advertising = blocking.find(addresses=[("SMS", STRANGER)])
    assert for_advertising == {("SMS", STRANGER)}


def test_what_was_not_understood_is_said_once_a_day(line: Connection, anna: UUID):
    for place in range(3):
        write(line, "Где мои баллы, Зин?", at=NOON + place * HOUR)
    assert answers() == ["Не поняли вас. Напишите БАЛАНС или СТОП."]
    write(line, "Зин?", at=NOON + 27 * HOUR)
    assert len(answers()) == 2


def test_so_many_answers_an_hour_and_stop_holds_in_any_flood(line: Connection, anna: UUID):
    for _ in range(answering.ANSWERS_AN_HOUR + 3):
        write(line, "Баланс")
    assert len(answers()) == answering.ANSWERS_AN_HOUR
    write(line, "СТОП")
    assert agreed(anna) == []
    assert len(answers()) == answering.ANSWERS_AN_HOUR
    write(line, "Баланс", at=NOON + 2 * HOUR)
    assert len(answers()) == answering.ANSWERS_AN_HOUR + 1


def test_a_flood_is_not_kept_and_stop_in_it_is_done(
    line: Connection, anna: UUID, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(answering, "KEPT_AN_HOUR", 2)
    for _ in range(3):
        write(line, "спам")
    assert write(line, "СТОП", id="last") is None
    assert Inbound.objects.count() == 2
    assert agreed(anna) == []


def test_strangers_are_answered_so_often_together(
    line: Connection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(answering, "STRANGERS_AN_HOUR", 2)
    for last in range(4):
        write(line, "привет", sender=f"+7916555000{last}")
    assert len(answers()) == 2


def test_a_missed_call_brings_the_alias_and_the_same_one_again(line: Connection, anna: UUID):
    write(line, "", kind="CALL")
    alias = word_of(member_id=anna)
    assert alias
    write(line, "псевдоним")
    told = f"Ваш псевдоним: {alias.upper()}. Назовите его кассиру вместо телефона."
    assert answers() == [told, told]


def test_another_alias_is_asked_for_by_text_and_never_by_a_call(line: Connection, anna: UUID):
    write(line, "Новый псевдоним")
    write(line, "", kind="CALL")
    old = word_of(member_id=anna)
    write(line, "", kind="CALL")
    assert (old, SharedAlias.objects.get().way) == (word_of(member_id=anna), "CALL")
    write(line, "New alias!")
    assert word_of(member_id=anna) != old
    assert answers()[0] == "Не поняли вас. Напишите БАЛАНС или СТОП."


@pytest.mark.parametrize("sender", ["SBERBANK", "", "+7", "900", "\0"], ids=range(5))
def test_who_is_no_phone_is_not_kept(line: Connection, sender: str):
    assert write(line, "СТОП", sender=sender) is None
    assert (Inbound.objects.count(), Message.objects.count()) == (0, 0)


def test_what_no_database_holds_is_left_out(line: Connection, anna: UUID):
    write(line, "a\0b\ud800" + "я" * 3000, id="\0\ud800")
    assert Inbound.objects.get().text == "a b " + "я" * 1996


def test_what_was_written_is_gone_with_the_person_and_after_a_while(line: Connection, anna: UUID):
    write(line, "Привет", sender=STRANGER)
    bohdan = join(BOHDANS_PHONE)
    write(line, "Баланс", sender=STRANGER)
    write(line, "Баланс")
    erase(member_id=bohdan, actor="staff:1", at=NOON)
    assert [row.member_id for row in Inbound.objects.all()] == [anna]

    assert hearing.forget_old(at=NOON + hearing.KEPT) == 0
    assert hearing.forget_old(at=NOON + hearing.KEPT + HOUR) == 1
