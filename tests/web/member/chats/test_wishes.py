"""Consents and choices in a chat: each by itself, ended by a word, a button, or by blocking."""

from uuid import UUID

from plushka.domain.members.consenting import find_consents
from plushka.domain.messaging.choosing import find_choices
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.chats.conftest import Chat


def _given(shop: Shop, member: UUID) -> set[tuple[str, str]]:
    with tenant_context(shop.tenant.id):
        found = find_consents(member_id=member)
    return {(one.consent.kind, one.consent.channel) for one in found if not one.is_withdrawn}


def test_offers_are_agreed_to_and_ended_by_a_button(shop: Shop, anna: UUID, inside: Chat) -> None:
    asked = inside.writes("/wishes")
    assert asked[0].text.splitlines()[0] == "Offers and advertising: you did not agree."

    agreed = inside.presses(asked, "I agree: Offers and advertising")
    assert agreed[0].text == "Kept. Offers and advertising: you agreed."
    assert _given(shop, anna) == {("ADVERTISING", "TELEGRAM")}

    ended = inside.presses(inside.writes("/wishes"), "Withdraw: Offers and advertising")
    assert ended[0].text.startswith("No more offers will come")
    assert _given(shop, anna) == set()


def test_stop_in_any_language_ends_offers_everywhere(shop: Shop, anna: UUID, inside: Chat) -> None:
    for word in ("СТОП", "stop", "/stop", "Відписатися"):
        inside.writes("/subscribe")
        assert _given(shop, anna) == {("ADVERTISING", "TELEGRAM")}

        assert inside.says(word).startswith("No more offers will come")
        assert _given(shop, anna) == set()


def test_data_go_to_partners_by_a_consent_of_its_own(shop: Shop, anna: UUID, inside: Chat) -> None:
    inside.presses(inside.writes("/wishes"), "I agree: Data to partners")

    assert _given(shop, anna) == {("TRANSFER", "TELEGRAM")}
    assert inside.says("/withdraw TRANSFER") == "Kept. Data to partners: withdrawn."
    assert _given(shop, anna) == set()


def test_the_use_of_data_is_not_withdrawn_by_a_chat(shop: Shop, anna: UUID, inside: Chat) -> None:
    assert inside.says("/withdraw DATA").startswith("Offers and advertising:")
    assert inside.says("/agree everything").startswith("Offers and advertising:")
    assert _given(shop, anna) == set()


def test_what_to_be_told_of_is_chosen_by_buttons(shop: Shop, anna: UUID, inside: Chat) -> None:
    kinds = inside.writes("/notices")
    ways = inside.presses(kinds, "My tier changes")
    [kept] = inside.presses(ways, "do not tell me")

    assert "My tier changes: do not tell me" in kept.text.splitlines()
    with tenant_context(shop.tenant.id):
        assert find_choices(member_id=anna)["TIER"] == "NONE"
    inside.writes("/notice TIER ANY")
    with tenant_context(shop.tenant.id):
        assert find_choices(member_id=anna)["TIER"] == ""


def test_a_choice_nobody_has_is_refused(shop: Shop, anna: UUID, inside: Chat) -> None:
    inside.writes("/notice TIER PIGEON")

    with tenant_context(shop.tenant.id):
        assert find_choices(member_id=anna)["TIER"] == ""


def test_who_blocks_the_bot_wants_no_offers_by_it(shop: Shop, anna: UUID, inside: Chat) -> None:
    inside.writes("/subscribe")

    assert inside.writes("", kind="STOP") == []
    assert _given(shop, anna) == set()


def test_a_stranger_who_blocks_the_bot_changes_nothing(chat: Chat) -> None:
    assert chat.writes("", kind="STOP") == []
