"""Codes are asked for and told, and wrong ones counted (T26)."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations import queries, texts
from plushka.domain.confirmations.codes import Codes, codes_of
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.confirmations.operations import (
    CodeTerms,
    ConfirmationNeeded,
    ConfirmationWrong,
    TooManyCodes,
)
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Contact
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.messaging import wording
from plushka.domain.messaging.models import Message
from plushka.domain.messaging.wording import Case
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet, Tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run
from plushka.lib.refusal import BadField
from tests.domain.members.cast import (
    ANNAS_CARD,
    ANNAS_PHONE,
    BOHDANS_PHONE,
    NOON,
    join,
    statements_sent,
)

MINUTE = dt.timedelta(minutes=1)


def _ask(
    outlet: Outlet,
    locator: Locator = ANNAS_PHONE,
    purpose: confirmations.Purpose = "REDEEM",
    at: dt.datetime = NOON,
    **more,
) -> str:
    """Ask for a code and read it where the member does."""
    confirmations.ask(locator=locator, purpose=purpose, outlet_id=outlet.id, at=at, **more)
    text: str = Message.objects.order_by("id").values_list("text", flat=True).last()
    return next(word for word in text.split() if word.isdecimal())


def _codes(*member_ids: UUID) -> Codes:
    [rows] = run(raw(), [queries.codes_of_members_statement(member_ids=member_ids)])
    return codes_of(rows)


def _check(outlet: Outlet, code: str | None, at: dt.datetime = NOON) -> str:
    return confirmations.check(phone=ANNAS_PHONE, outlet_id=outlet.id, code=code, at=at)


def test_code_to_redeem_reaches_the_member_and_is_kept_as_a_digest(main: Outlet):
    anna = join(ANNAS_PHONE)

    code = _ask(main, ANNAS_PHONE, amount=20000)

    message, kept = Message.objects.get(), Confirmation.objects.get()
    assert (message.member_id, message.kind, message.text) == (
        anna,
        "code_redeem",
        f"Код для кассира: {code}",
    )
    assert (kept.member_id, kept.outlet_id, kept.purpose, kept.amount, kept.tries) == (
        anna,
        main.id,
        "REDEEM",
        20000,
        0,
    )
    assert (kept.asked_at, kept.expires_at, kept.closed_at) == (NOON, NOON + 5 * MINUTE, None)
    assert code.encode() not in bytes(kept.digest)
    assert len(code) == 4


def test_code_is_as_the_programme_says(main: Outlet):
    join(ANNAS_PHONE)

    code = _ask(main, terms=CodeTerms(digits=6, ttl_minutes=10, tries=3))

    kept = Confirmation.objects.get()
    assert (len(code), kept.expires_at, kept.most_tries) == (6, NOON + 10 * MINUTE, 3)
    assert kept.text_version == "code-redeem-ru-1"


def test_text_is_as_the_programme_says(main: Outlet):
    join(ANNAS_PHONE)

    code = _ask(main, terms=CodeTerms(text="Липа: [CODE] .", text_version="липа-1"))

    assert Message.objects.get().text == f"Липа: {code} ."
    assert Confirmation.objects.get().text_version == "липа-1"


def test_companys_own_words_come_before_those_of_the_programme(main: Outlet):
    join(ANNAS_PHONE)
    case = Case("code_redeem", "ru")
    wording.put(case=case, text="{company}: {code}", edition=0, actor="staff:olya", at=NOON)

    code = _ask(main, terms=CodeTerms(text="Липа: [CODE] .", text_version="липа-1"))

    assert Message.objects.get().text == f"Липа: {code}"
    kept = Confirmation.objects.get()
    assert kept.text_version == texts.own_version("REDEEM", "ru")


def test_used_code_and_wrong_tries_are_written_in_one_statement(main: Outlet):
    anna, bohdan = join(ANNAS_PHONE), join(BOHDANS_PHONE)
    annas, _ = _ask(main, ANNAS_PHONE), _ask(main, BOHDANS_PHONE)
    codes = _codes(anna, bohdan)
    codes.confirm(whom=anna, outlet_id=main.id, code=annas, at=NOON, amount=100)
    for _ in range(2):
        with pytest.raises(ConfirmationWrong):
            codes.confirm(whom=bohdan, outlet_id=main.id, code="nope", at=NOON, amount=100)

    with statements_sent() as sent:
        run(raw(), codes.statements(at=NOON))

    kept = Confirmation.objects.values_list("member_id", "tries", "closed_at")
    assert set(kept) == {(anna, 0, NOON), (bohdan, 2, None)}
    assert len(sent) == 1


def test_used_code_is_not_open_any_more(main: Outlet):
    anna = join(ANNAS_PHONE)
    code = _ask(main)
    codes = _codes(anna)
    codes.confirm(whom=anna, outlet_id=main.id, code=code, at=NOON)
    run(raw(), codes.statements(at=NOON))

    with pytest.raises(ConfirmationWrong):
        _codes(anna).confirm(whom=anna, outlet_id=main.id, code=code, at=NOON)


def test_new_code_ends_the_old_one_at_the_same_outlet_only(main: Outlet):
    anna = join(ANNAS_PHONE)
    second = tenants.add_outlet(code="second", name="Вторая")
    elsewhere, old = _ask(second), _ask(main)

    new = _ask(main, at=NOON + MINUTE)

    codes = _codes(anna)
    told = {"whom": anna, "at": NOON + MINUTE}
    if old != new:
        with pytest.raises(ConfirmationWrong):
            codes.confirm(outlet_id=main.id, code=old, **told)
    assert codes.confirm(outlet_id=main.id, code=new, **told).outlet_id == main.id
    assert codes.confirm(outlet_id=second.id, code=elsewhere, **told).outlet_id == second.id


def test_the_same_code_asked_for_again_at_once_is_sent_once(main: Outlet):
    member = join(ANNAS_PHONE)
    first = _ask(main, amount=500)

    _ask(main, amount=500, at=NOON + dt.timedelta(seconds=2))

    assert Message.objects.filter(member_id=member).count() == 1
    _ask(main, amount=700, at=NOON + dt.timedelta(seconds=2))
    third = _ask(main, amount=700, at=NOON + dt.timedelta(seconds=6))
    assert Message.objects.filter(member_id=member).count() == 3
    assert first != third


def test_code_for_joining_is_not_for_redeeming(main: Outlet):
    anna = join(ANNAS_PHONE)

    code = _ask(main, purpose="ENROL")

    with pytest.raises(ConfirmationWrong):
        _codes(anna).confirm(whom=anna, outlet_id=main.id, code=code, at=NOON)


def test_code_for_redeeming_is_not_for_joining(main: Outlet):
    join(ANNAS_PHONE)

    code = _ask(main, purpose="REDEEM")

    with pytest.raises(ConfirmationWrong):
        _check(main, code)


def test_unknown_member_cannot_ask_to_redeem(neighbours_anna: UUID, main: Outlet):
    for locator in (ANNAS_PHONE, Locator("ID", str(neighbours_anna))):
        with pytest.raises(MemberUnknown):
            _ask(main, locator)

    assert not Message.objects.exists()


def test_code_to_join_is_sent_alike_to_strangers_and_members(main: Outlet):
    join(ANNAS_PHONE)

    for phone in (ANNAS_PHONE, BOHDANS_PHONE):
        code = _ask(main, phone, "ENROL")
        message = Message.objects.order_by("id").last()
        assert message.contact.phone == phone.value
        assert (message.member_id, message.kind) == (None, "code_enrol")
        assert code in message.text
    assert Confirmation.objects.filter(member=None).count() == 2


def test_only_a_phone_joins_by_code_and_without_an_amount(main: Outlet):
    with pytest.raises(BadField, match="member: name the phone"):
        _ask(main, ANNAS_CARD, "ENROL")
    with pytest.raises(BadField, match="amount: a code for joining"):
        _ask(main, ANNAS_PHONE, "ENROL", amount=1)

    assert not Contact.objects.exists()


def test_right_code_to_join_names_the_text_that_was_agreed_to(main: Outlet):
    code = _ask(main, purpose="ENROL")

    assert _check(main, code) == "code-enrol-ru-1"
    with pytest.raises(ConfirmationWrong):
        _check(main, code)


def test_code_to_join_is_needed(main: Outlet):
    _ask(main, purpose="ENROL")

    with pytest.raises(ConfirmationNeeded):
        _check(main, None)


def test_code_is_told_where_it_was_asked_for(main: Outlet):
    code = _ask(main, purpose="ENROL")
    second = tenants.add_outlet(code="second", name="Вторая")

    with pytest.raises(BadField, match="outlet: name the outlet"):
        confirmations.check(phone=ANNAS_PHONE, outlet_id=None, code=code, at=NOON)
    with pytest.raises(ConfirmationWrong):
        _check(second, code)
    assert _check(main, code)


def test_phone_that_asked_for_nothing_has_no_code(main: Outlet):
    _ask(main, BOHDANS_PHONE, "ENROL")

    with pytest.raises(ConfirmationWrong):
        _check(main, "0000")


def test_fifth_wrong_try_ends_a_code(main: Outlet):
    code = _ask(main, purpose="ENROL")
    for _ in range(5):
        with pytest.raises(ConfirmationWrong):
            _check(main, "nope")

    with pytest.raises(ConfirmationWrong):
        _check(main, code)

    assert Confirmation.objects.get().tries == 5


def test_code_dies_after_five_minutes(main: Outlet):
    code = _ask(main, purpose="ENROL")

    with pytest.raises(ConfirmationWrong):
        _check(main, code, NOON + 5 * MINUTE)
    assert _check(main, code, NOON + 5 * MINUTE - dt.timedelta(microseconds=1))


@pytest.fixture
def neighbours_code(dub: Tenant) -> str:
    """A code asked for next door with the same phone, to be asked for before «Липа»."""
    with tenant_context(dub.id):
        return _ask(Outlet.objects.get(code="main"), purpose="ENROL")


def test_neighbours_code_is_worthless_here(neighbours_code: str, main: Outlet):
    with pytest.raises(ConfirmationWrong):
        _check(main, neighbours_code)


@pytest.mark.parametrize("purpose", ["ENROL", "REDEEM"])
def test_eleventh_code_within_an_hour_is_refused(main: Outlet, purpose):
    join(ANNAS_PHONE)
    for minutes in range(10):
        _ask(main, purpose=purpose, at=NOON + minutes * MINUTE)

    with pytest.raises(TooManyCodes) as refused:
        _ask(main, purpose=purpose, at=NOON + 59 * MINUTE + dt.timedelta(milliseconds=500))

    assert refused.value.retry_after == 60
    assert refused.value.facts == {"retry_after": 60}
    assert Message.objects.count() == 10
    assert _ask(main, purpose=purpose, at=NOON + 60 * MINUTE)
