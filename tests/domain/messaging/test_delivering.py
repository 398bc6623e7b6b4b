"""Messages are claimed, settled and reported on; what is cut off is taken up."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Contact
from plushka.domain.messaging import connecting, delivering, recovering, reporting
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.delivering import BACK_OFF, CODES_BACK_OFF
from plushka.domain.messaging.handing import Due, Outcome
from plushka.domain.messaging.models import Attempt, Block, Message, Nature, ParkedReport
from plushka.domain.messaging.operations import NewMessage
from plushka.domain.messaging.reporting import Told
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import ANNAS_PHONE, BOHDANS_PHONE, NOON, join, statements_sent

LATER = NOON + dt.timedelta(days=30)


@pytest.fixture
def sms(lipa: Tenant) -> UUID:
    return connecting.add(
        way="SMS", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
    )


@pytest.fixture
def anna(lipa: Tenant) -> UUID:
    return join(ANNAS_PHONE, name="Анна")


def say(member_id: UUID, text: str = "раз", *, nature: Nature = Nature.SERVICE, **more) -> UUID:
    new = NewMessage(kind="points_accrued", text=text, member_id=member_id, nature=nature, **more)
    messaging.enqueue_many(messages=[new], at=NOON)
    return new.id


def claim(at: dt.datetime = NOON, **more) -> list[Due]:
    return delivering.claim(at=at, most=100, **more).going


def settle(due: Due, state: str, at: dt.datetime = NOON, **more) -> None:
    delivering.settle(outcomes=[Outcome(due, state, **more)], at=at)


def state(message_id: UUID) -> tuple[str, str]:
    row = Message.objects.get(id=message_id)
    return row.state, row.code


def test_a_message_is_handed_over_once_and_its_attempt_was_written_before(sms: UUID, anna: UUID):
    message_id = say(anna, "Вам начислено: 50 бонусов.")

    [due] = claim()

    assert (due.id, due.way, due.connection_id) == (message_id, "SMS", sms)
    assert (due.address, due.text) == (ANNAS_PHONE.value, "Вам начислено: 50 бонусов.")
    attempt = Attempt.objects.get()
    assert (attempt.id, attempt.message_id, attempt.state) == (due.attempt_id, due.id, "STARTED")
    assert state(message_id) == ("SENDING", "")
    assert claim() == []


def test_what_a_provider_took_is_sent_and_delivered_by_its_report(sms: UUID, anna: UUID):
    message_id = say(anna)
    [due] = claim()
    settle(due, "ACCEPTED", provider_id="abc", n_parts=2, cost=550)
    assert state(message_id) == ("SENT", "")

    told = Told("abc", "DELIVERED", NOON)
    for _ in range(2):
        reporting.report(connection_id=sms, told=[told], at=NOON)

    assert state(message_id) == ("DELIVERED", "")
    row = Attempt.objects.get()
    assert (row.state, row.provider_id, row.n_parts, row.cost) == ("DELIVERED", "abc", 2, 550)
    assert ParkedReport.objects.count() == 0


def test_a_report_before_the_answer_is_kept_until_the_message_has_its_name(sms: UUID, anna: UUID):
    message_id = say(anna)
    [due] = claim()
    reporting.report(connection_id=sms, told=[Told("abc", "DELIVERED", NOON)], at=NOON)
    settle(due, "ACCEPTED", provider_id="abc")

    assert reporting.take_up(at=NOON) == 1

    assert state(message_id) == ("DELIVERED", "")
    assert ParkedReport.objects.count() == 0


def test_reports_of_somebody_elses_messages_stand_in_nobodys_way(sms: UUID, anna: UUID):
    message_id = say(anna)
    [due] = claim()
    strangers = [Told(f"stranger {place}", "DELIVERED", NOON) for place in range(3)]
    reporting.report(connection_id=sms, told=strangers, at=NOON - dt.timedelta(hours=1))
    reporting.report(connection_id=sms, told=[Told("abc", "DELIVERED", NOON)], at=NOON)
    settle(due, "ACCEPTED", provider_id="abc")

    assert reporting.take_up(at=NOON, most=1) == 1

    assert state(message_id) == ("DELIVERED", "")
    assert ParkedReport.objects.count() == 3


def test_a_report_is_taken_up_by_the_name_it_waits_for(sms: UUID, anna: UUID):
    message_id = say(anna)
    [due] = claim()
    told = [Told("abc", "DELIVERED", NOON), Told("abd", "DELIVERED", NOON)]
    reporting.report(connection_id=sms, told=told, at=NOON)
    settle(due, "ACCEPTED", provider_id="abc")

    assert reporting.take_up_of(names={}, at=NOON) == 0
    assert reporting.take_up_of(names={sms: ["abx"]}, at=NOON) == 0
    assert reporting.take_up_of(names={sms: ["abc"]}, at=NOON) == 1

    assert state(message_id) == ("DELIVERED", "")
    assert ParkedReport.objects.get().provider_id == "abd"


def test_reports_of_somebody_elses_messages_are_forgotten_after_three_days(sms: UUID):
    reporting.report(connection_id=sms, told=[Told("nobody", "DELIVERED", NOON)], at=NOON)
    assert reporting.take_up(at=NOON + dt.timedelta(days=3)) == 0
    assert ParkedReport.objects.count() == 1
    assert reporting.take_up(at=NOON + dt.timedelta(days=3, seconds=1)) == 0
    assert ParkedReport.objects.count() == 0


def test_a_message_that_fails_is_tried_again_after_longer_and_longer(sms: UUID, anna: UUID):
    message_id = say(anna)
    at = NOON
    for pause in BACK_OFF:
        [due] = claim(at)
        settle(due, "FAILED", at, code="unreachable")
        assert claim(at + pause - dt.timedelta(seconds=1)) == []
        at += pause
    [due] = claim(at)
    settle(due, "FAILED", at, code="unreachable")

    assert claim(at) == []
    assert state(message_id) == ("DEAD", "unreachable")
    assert Attempt.objects.filter(state="FAILED", code="unreachable").count() == 6


def test_a_code_is_tried_again_within_seconds(sms: UUID, anna: UUID):
    say(anna, nature=Nature.CODE)
    [due] = claim()
    settle(due, "FAILED", code="unreachable")
    assert [one.n_tries for one in claim(NOON + CODES_BACK_OFF[0])] == [1]


def test_the_next_way_is_taken_at_once_when_this_one_is_of_no_use(sms: UUID, anna: UUID):
    call = connecting.add(
        way="VOICE", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
    )
    say(anna)
    [due] = claim()
    settle(due, "FAILED", code="bad_number", is_final=True)

    [again] = claim()
    assert (again.way, again.connection_id, again.ways_tried) == ("VOICE", call, ("SMS",))
    settle(again, "ACCEPTED", provider_id="call")
    reporting.report(connection_id=call, told=[Told("call", "FAILED", NOON, "busy")], at=NOON)

    assert claim() == []
    assert state(due.id) == ("DEAD", "busy")


def test_a_pause_that_a_provider_asks_for_is_no_failure_of_the_message(sms: UUID, anna: UUID):
    say(anna)
    [due] = claim()
    settle(due, "FAILED", code="too_fast", retry_after=dt.timedelta(seconds=7))
    assert claim(NOON + dt.timedelta(seconds=6)) == []
    assert [one.n_tries for one in claim(NOON + dt.timedelta(seconds=7))] == [0]


def test_a_member_is_told_things_in_order_and_a_code_overtakes_them(sms: UUID, anna: UUID):
    bohdan = join(BOHDANS_PHONE)
    first, second, his = say(anna, "раз"), say(anna, "два"), say(bohdan, "его")
    code = say(anna, "1234", nature=Nature.CODE)

    found = claim()
    assert [one.id for one in found] == [code, first, his]
    for one in found:
        settle(one, "ACCEPTED", provider_id=str(one.id))
    assert [one.id for one in claim()] == [second]


@pytest.mark.parametrize(
    ("nature", "after"),
    [(Nature.CODE, ("WAITING", "cut_off")), (Nature.SERVICE, ("PERHAPS", "cut_off"))],
)
def test_what_a_killed_sender_left_is_repeated_for_codes_and_shown_for_the_rest(
    sms: UUID, anna: UUID, nature, after
):
    message_id = say(anna, nature=nature)
    claim()

    assert recovering.recover(at=NOON, safe=()) == 1
    assert recovering.recover(at=NOON, safe=()) == 0

    assert state(message_id) == after
    assert Attempt.objects.get().state == "PERHAPS"


def test_a_provider_that_knows_ids_is_simply_asked_again(sms: UUID, anna: UUID):
    message_id = say(anna)
    claim()
    recovering.recover(at=NOON, safe={"console"})
    assert [one.id for one in claim()] == [message_id]


def test_staff_send_again_what_was_perhaps_sent_or_failed(sms: UUID, anna: UUID):
    message_id = say(anna)
    [due] = claim()
    settle(due, "PERHAPS", code="timeout")
    assert state(message_id) == ("PERHAPS", "timeout")
    assert claim(LATER) == []

    assert messaging.send_again(message_ids=[message_id], at=LATER) == 1
    assert [one.id for one in claim(LATER)] == [message_id]


def test_of_one_cause_a_member_is_told_a_thing_once(sms: UUID, anna: UUID):
    say(anna, cause="event:1")
    say(anna, cause="event:1")
    say(anna, cause="event:2")
    assert Message.objects.count() == 2


def test_a_code_reaches_somebody_who_has_not_joined_yet(sms: UUID, lipa: Tenant):
    contact = Contact.objects.create(tenant=lipa, phone=BOHDANS_PHONE.value, created_at=NOON)
    messaging.enqueue(
        kind="code_enrol", text="1", at=NOON, contact_id=contact.id, nature=Nature.CODE
    )
    assert [one.address for one in claim()] == [BOHDANS_PHONE.value]


def test_a_message_that_may_not_go_says_why_and_is_not_asked_for_again(sms: UUID, anna: UUID):
    message_id = say(anna, nature=Nature.ADVERTISING)
    assert claim() == []
    assert state(message_id) == ("SKIPPED", "no_consent")


def test_the_console_stands_in_where_nothing_is_set_up(anna: UUID):
    message_id = say(anna)
    assert [one.connection_id for one in claim(is_console=True)] == [None]
    assert state(message_id) == ("SENDING", "")


@pytest.mark.parametrize("n_messages", [1, 3])
def test_claiming_and_settling_take_a_fixed_number_of_statements(sms: UUID, n_messages: int):
    phones = [ANNAS_PHONE, BOHDANS_PHONE, Locator("PHONE", "+79161234568")]
    for phone in phones[:n_messages]:
        say(join(phone))
    with statements_sent() as sent:
        due = claim()
        delivering.settle(
            outcomes=[Outcome(one, "ACCEPTED", provider_id=str(one.id)) for one in due], at=NOON
        )
    assert (len(due), len(sent)) == (n_messages, 15)


def test_a_mailbox_that_does_not_exist_is_written_to_no_more(lipa: Tenant):
    connecting.add(
        way="EMAIL", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
    )
    anna = join(ANNAS_PHONE, email="anna@lipa.example")
    say(anna)
    [due] = claim()
    settle(due, "FAILED", code="no_mailbox", is_address_gone=True)
    say(anna, "два")

    assert claim() == []
    [block] = Block.objects.all()
    assert (block.way, block.masked, block.reason) == ("EMAIL", "a•••@lipa.example", "GONE")
    assert "anna" not in repr(Block.objects.values().get())


def test_an_attempt_whose_message_was_forgotten_meanwhile_ends_too(sms: UUID, anna: UUID):
    say(anna)
    claim()
    messaging.forget_member(member_id=anna)

    assert recovering.recover(at=NOON, safe=()) == 0
    assert [row.state for row in Attempt.objects.all()] == ["PERHAPS"]
