"""What a member reads in a chat is what their pages show, of their own company alone."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.access import sessions
from plushka.domain.access.models import Chat as ChatRow
from plushka.domain.access.models import Dispute
from plushka.domain.enrolment.leaving import erase
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.queries import accounts_of, entries
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.programmes.queries import rules
from plushka.domain.tenants.context import tenant_context
from plushka.integrations.chatting import Saying
from tests.web.conftest import Shop
from tests.web.member.chats.conftest import Chat, come_in
from tests.web.member.people import buy, join, last_code, profile
from tests.web.till.people import now

NBSP = "\N{NO-BREAK SPACE}"


def _grant(shop: Shop, member: UUID, points: int, *, days: int) -> None:
    with tenant_context(shop.tenant.id):
        version = rules(zone=shop.tenant.timezone).at(now()).version
        key = f"grant:{points}:{days}"
        ledger.adjust(
            account=account_of(member),
            points=points,
            terms=LotTerms("MANUAL", now(), now() + dt.timedelta(days=days)),
            cause=Cause(key, "adjustment", None, version, "system:tests", now()),
            reason="for a test",
            at=now(),
        )


def account_of(member: UUID) -> UUID:
    """Give the account; inside the company's context."""
    return accounts_of(members=[member])[member]


def _labels(saying: Saying) -> list[str]:
    return [button.label for row in saying.rows for button in row]


def test_balance_says_what_ends_when(shop: Shop, anna: UUID, inside: Chat) -> None:
    _grant(shop, anna, 12_300, days=3)

    said = inside.says("Баланс")
    lots = inside.says("/lots")

    first, second = said.splitlines()
    assert first == f"You can spend 623{NBSP}points."
    assert second.startswith(f"123{NBSP}points can be spent until ")
    soon, forever = lots.splitlines()
    assert soon.startswith(f"• 123{NBSP}points. Can be spent until ")
    assert forever == f"• 500{NBSP}points. They do not end."


def test_history_says_why(shop: Shop, anna: UUID, inside: Chat) -> None:
    buy(shop, anna)

    [shown] = inside.writes("история")
    [why] = inside.presses([shown], "Why 1?")

    head = shown.text.splitlines()[0]
    assert head.startswith("1. +")
    assert "Came in" in head
    assert why.text.startswith(head.removeprefix("1. "))
    assert len(why.text.splitlines()) > 3


def test_older_entries_are_a_press_away(shop: Shop) -> None:
    member = join(shop, points=100)
    chat = come_in(shop, member)
    for _ in range(5):
        buy(shop, member)

    newest = chat.writes("/history")
    [older] = chat.presses(newest, "Older")

    assert len(newest[0].text.split("\n\n")) == 5
    assert len(older.text.split("\n\n")) == 1
    assert "Corrected by the shop" in older.text


def test_nobody_is_told_of_somebody_else_s_entries(shop: Shop, inside: Chat) -> None:
    other = join(shop, points=100)
    with tenant_context(shop.tenant.id):
        [entry] = entries(account=account_of(other), limit=9)

    assert inside.says(f"/why {entry.id}") == "There is no such entry in your history."
    assert inside.says(f"/dispute {entry.id} yes") == "There is no such entry in your history."
    assert inside.says("/why nonsense") == "There is no such entry in your history."


def test_who_says_it_was_not_me_is_asked_and_then_guarded(
    shop: Shop, anna: UUID, inside: Chat
) -> None:
    buy(shop, anna, redeem=10_000)
    [shown] = inside.writes("/history")
    redeemed = next(
        place for place, one in enumerate(shown.text.split("\n\n"), 1) if "Paid with points" in one
    )
    why = inside.presses([shown], f"Why {redeemed}?")

    sure = inside.presses(why, "It was not me")
    assert profile(shop, anna).frozen_at is None
    [told] = inside.presses(sure, "It was not me")

    assert told.text.startswith("The shop was told.")
    assert profile(shop, anna).frozen_at is not None
    with tenant_context(shop.tenant.id):
        assert Dispute.objects.filter(member_id=anna).count() == 1
    # This chat is the device that stays signed in.
    assert inside.says("/balance").startswith("You can spend 4")


def test_spending_is_frozen_at_once_and_allowed_by_a_code(
    shop: Shop, anna: UUID, inside: Chat
) -> None:
    assert inside.says("заморозить") == "Spending is frozen: points come in and none go out."
    assert "frozen" in inside.writes("/card")[0].text
    assert inside.says("/unfreeze").startswith("A code is on its way to your phone.")
    assert inside.says("000").startswith("The code is wrong or too old.")
    assert profile(shop, anna).frozen_at is not None
    assert inside.says(last_code(shop)) == "You can spend your points again."
    assert profile(shop, anna).frozen_at is None


def test_a_wrong_code_that_is_brought_again_is_one_wrong_try(
    shop: Shop, anna: UUID, inside: Chat
) -> None:
    inside.says("/freeze")
    inside.says("/unfreeze")
    wrong = inside.update("000")

    said = [inside.hears(wrong) for _ in range(6)]

    assert [len(one) for one in said] == [1, 0, 0, 0, 0, 0]
    assert inside.says(last_code(shop)) == "You can spend your points again."
    assert profile(shop, anna).frozen_at is None


def test_the_card_is_a_picture_and_a_number(shop: Shop, anna: UUID, inside: Chat) -> None:
    [card] = inside.writes("Карта")

    number = profile(shop, anna).card or ""
    assert card.picture.startswith(b"\x89PNG")
    assert card.text.splitlines()[:2] == [
        "Анна", " ".join((number[:1], number[1:7], number[7:]))
    ]  # fmt: skip


def test_language_is_chosen_and_kept(shop: Shop, anna: UUID, inside: Chat) -> None:
    assert inside.says("/language uk") == "Тепер я говорю з вами українською."
    assert inside.says("баланс").startswith("Можна витратити 500")
    assert inside.says("/language xx") == "Якою мовою говорити?"
    assert inside.says("/language ru") == "Теперь я говорю с вами по-русски."
    assert inside.says("баланс").startswith("Можно потратить 500")


def test_shops_and_rules_are_told_to_everybody(shop: Shop, chat: Chat) -> None:
    assert "Рынок" in chat.says("/outlets")
    assert len(chat.says("/rules").splitlines()) > 3


def test_words_nobody_knows_are_answered_with_help(inside: Chat) -> None:
    for text in ("что?", "x" * 10_000, "<b>'; DROP", "🙂", ""):
        [said] = inside.writes(text)
        assert said.text.startswith("You can write: balance, card")
        assert "Balance" in _labels(said)


@pytest.mark.parametrize(
    "text",
    ["/balance", "/card", "/history", "/why x", "/code", "/settings", "/freeze", "x" * 9999],
)
def test_a_stranger_is_told_nothing_of_anybody(chat: Chat, text: str) -> None:
    greeted, asked = chat.writes(text)

    assert greeted.text.startswith("This is the bot of Липа")
    assert asked.text.startswith("Do you agree that Липа")


def test_who_signs_out_is_a_stranger_and_comes_back(shop: Shop, anna: UUID, inside: Chat) -> None:
    assert inside.says("/signout").startswith("You are signed out here.")
    assert len(inside.writes("/balance")) == 2

    said, *_ = inside.shows(profile(shop, anna).phone or "")
    assert said.text == "You are signed in. Here is your card."


def test_a_chat_is_a_device_that_is_signed_out_from_elsewhere(
    shop: Shop, anna: UUID, inside: Chat
) -> None:
    with tenant_context(shop.tenant.id):
        [device] = sessions.find_devices(member_id=anna, here=UUID(int=1), at=now())
        sessions.end_all(member_id=anna, at=now())

    assert device.label == "Telegram"
    assert len(inside.writes("/balance")) == 2


def test_nothing_of_a_chat_is_left_of_an_erased_member(shop: Shop) -> None:
    member = join(shop)
    chat = come_in(shop, member)
    with tenant_context(shop.tenant.id):
        n_before = ChatRow.objects.count()
        erase(member_id=member, actor="system:tests", at=now())
        assert ChatRow.objects.count() == n_before - 1

    assert chat.writes("/balance")[0].text.startswith("This is the bot of Липа")


def test_an_update_that_comes_again_is_answered_once(inside: Chat) -> None:
    update = inside.update("/balance")

    assert len(inside.hears(update)) == 1
    assert inside.hears(update) == []


def test_old_words_are_not_answered_but_hold_where_they_protect(
    shop: Shop, anna: UUID, inside: Chat
) -> None:
    then = now() - dt.timedelta(hours=2)

    assert inside.hears(replace(inside.update("/balance"), at=then)) == []
    assert inside.hears(replace(inside.update("заморозить"), at=then)) != []
    assert profile(shop, anna).frozen_at is not None


def test_a_flood_is_told_so_once(shop: Shop) -> None:
    chat = Chat(shop)

    said = [chat.writes("/help") for _ in range(34)]

    assert [len(one) for one in said] == [1] * 31 + [0] * 3
    assert said[30][0].text.startswith("That was a lot at once.")


def test_a_long_history_asks_the_database_no_more(shop: Shop) -> None:
    member = join(shop, points=100)
    chat = come_in(shop, member)
    asked = []
    for n_sales in (1, 3):
        for _ in range(n_sales):
            buy(shop, member)
        with CaptureQueriesContext(connection) as queries:
            chat.writes("/history")
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 25
