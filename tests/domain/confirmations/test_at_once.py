"""Who asks and guesses at once leaves one code, and no more tries than it stands."""

import threading

import pytest

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.confirmations.operations import (
    ConfirmationWrong,
)
from plushka.domain.members import operations as members
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.models import Outlet, Tenant
from tests.domain.members.cast import (
    ANNAS_PHONE,
    NOON,
    at_work,
    join,
    wait_for_a_waiter,
)


def _ask(outlet: Outlet) -> str:
    """Ask for a code to join and read it where the newcomer does."""
    confirmations.ask(locator=ANNAS_PHONE, purpose="ENROL", outlet_id=outlet.id, at=NOON)
    text: str = Message.objects.values_list("text", flat=True).get()
    return next(word for word in text.split() if word.isdecimal())


def _check(outlet: Outlet, code: str) -> None:
    confirmations.check(phone=ANNAS_PHONE, outlet_id=outlet.id, code=code, at=NOON)


def test_a_button_pressed_twice_at_once_sends_one_code(open_shop: Tenant):
    with at_work(open_shop):
        anna = join(ANNAS_PHONE)
        main = Outlet.objects.get(code="main")
    gate = threading.Barrier(2)

    def ask() -> None:
        with at_work(open_shop):
            gate.wait(10)
            confirmations.ask(locator=ANNAS_PHONE, purpose="REDEEM", outlet_id=main.id, at=NOON)

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    with at_work(open_shop):
        kept = Confirmation.objects.filter(member_id=anna)
        assert list(kept.values_list("closed_at", flat=True)) == [None]
        assert Message.objects.filter(member_id=anna).count() == 1


def test_member_who_is_erased_while_asking_is_unknown(open_shop: Tenant):
    with at_work(open_shop):
        anna = join(ANNAS_PHONE)
        main = Outlet.objects.get(code="main")
    is_erased, outcome = threading.Event(), []

    def ask() -> None:
        is_erased.wait(10)
        with at_work(open_shop), pytest.raises(MemberUnknown):
            confirmations.ask(locator=ANNAS_PHONE, purpose="REDEEM", outlet_id=main.id, at=NOON)
        outcome.append("refused")

    asker = threading.Thread(target=ask)
    asker.start()
    with at_work(open_shop):
        members.erase_person(member_id=anna, at=NOON)
        is_erased.set()
        wait_for_a_waiter()
    asker.join()

    assert outcome == ["refused"]


def test_many_who_guess_at_once_get_five_tries(open_shop: Tenant):
    with at_work(open_shop):
        main = Outlet.objects.get(code="main")
        code = _ask(main)
    gate = threading.Barrier(8)
    refused = []

    def guess() -> None:
        with at_work(open_shop):
            gate.wait(10)
            try:
                _check(main, "nope")
            except ConfirmationWrong as wrong:
                refused.append(wrong)

    guessers = [threading.Thread(target=guess) for _ in range(8)]
    for guesser in guessers:
        guesser.start()
    for guesser in guessers:
        guesser.join()

    with at_work(open_shop):
        assert len(refused) == 8
        assert Confirmation.objects.get().tries == 5
        with pytest.raises(ConfirmationWrong):
            _check(main, code)
