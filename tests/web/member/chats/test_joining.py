"""Coming in by a chat: as a newcomer or as who one is, and by nobody else's phone."""

import re
from uuid import UUID

import pytest

from plushka.domain.members.consenting import find_consents
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.members.queries import locate
from plushka.domain.messaging.queries import mailbox
from plushka.domain.tenants.context import tenant_context
from plushka.integrations.chatting import Saying
from tests.web.conftest import Shop, open_shop
from tests.web.member.chats.conftest import Chat
from tests.web.member.people import join, last_code, profile, signed_in, silent
from tests.web.till.people import new_phone, now

AGREE, MINE, WRITE_TO_ME, NO = "I agree", "I am a member already", "Yes, write to me", "No"
PROOF = (
    "To be sure that it is you: write the number of your card, or your birth date like 31.12.1990."
)


def _whose(shop: Shop, phone: str) -> UUID | None:
    with tenant_context(shop.tenant.id):
        return locate(locators=[Locator("PHONE", phone)], at=now()).get(Locator("PHONE", phone))


def _consents(shop: Shop, member: UUID) -> list[tuple[str, str, str]]:
    with tenant_context(shop.tenant.id):
        found = find_consents(member_id=member)
    return [(one.consent.kind, one.consent.version, one.consent.channel) for one in found]


def _joins(chat: Chat, phone: str, *, word: str = "", advertising: str = NO) -> list[Saying]:
    asked = chat.writes(word, kind="START")
    asked = chat.presses(asked, AGREE)
    chat.presses(asked, advertising)
    return chat.shows(phone)


def test_a_newcomer_answers_each_question_by_itself_and_gets_a_card(
    shop: Shop, chat: Chat
) -> None:
    phone = new_phone()

    greeted, asked = chat.writes("", kind="START")
    [offered] = chat.presses([asked], AGREE)
    [phoned] = chat.presses([offered], WRITE_TO_ME)
    said, card, balance = chat.shows(phone)

    assert greeted.text.startswith("This is the bot of Липа")
    assert "keeps your name, phone and purchases" in asked.text
    assert "write to you of offers" in offered.text
    assert [one.asks_phone for row in phoned.rows for one in row] == [True, False]
    member = _whose(shop, phone)
    assert member
    assert said.text == "You are a member now. Here is your card."
    assert card.picture.startswith(b"\x89PNG")
    number = profile(shop, member).card or ""
    assert " ".join((number[:1], number[1:7], number[7:])) in card.text.splitlines()
    assert balance.text.startswith("You can spend")
    assert profile(shop, member).name == "Анна"
    assert _consents(shop, member) == [
        ("DATA", "chat-data-en-1", "TELEGRAM"),
        ("ADVERTISING", "chat-advertising-en-1", "TELEGRAM"),
    ]


def test_who_wants_no_offers_joins_all_the_same(shop: Shop, chat: Chat) -> None:
    phone = new_phone()

    _joins(chat, phone)

    member = _whose(shop, phone)
    assert member
    assert _consents(shop, member) == [("DATA", "chat-data-en-1", "TELEGRAM")]


def test_who_does_not_agree_to_the_use_of_data_is_not_kept(shop: Shop, chat: Chat) -> None:
    asked = chat.writes("", kind="START")
    [said] = chat.presses(asked, NO)

    assert said.text == "Then you cannot join: points cannot be counted for nobody."
    assert [one.press for row in said.rows for one in row] == ["/start"]


def test_a_phone_told_first_waits_for_the_answers(shop: Shop, chat: Chat) -> None:
    phone = new_phone()

    asked = chat.shows(phone)
    assert _whose(shop, phone) is None
    chat.presses(chat.presses(asked, AGREE), NO)

    assert _whose(shop, phone) is not None


def test_a_link_brings_the_newcomer_of_a_friend_to_an_outlet(
    shop: Shop, chat: Chat, anna: UUID
) -> None:
    phone = new_phone()

    _joins(chat, phone, word=f"o_market__r_{profile(shop, anna).card}")

    member = _whose(shop, phone)
    with tenant_context(shop.tenant.id):
        found = Member.objects.get(id=member)
    assert (found.referrer_id, found.outlet_id) == (anna, shop.market.id)


@pytest.mark.parametrize("word", ["r_nobody", "o_nowhere", "__", "r_", "🙂" * 50])
def test_a_link_that_names_nobody_brings_a_newcomer_all_the_same(
    shop: Shop, chat: Chat, word: str
) -> None:
    phone = new_phone()

    _joins(chat, phone, word=word)

    assert _whose(shop, phone) is not None


def test_somebody_else_s_contact_lets_nobody_in(shop: Shop, chat: Chat, anna: UUID) -> None:
    [said] = chat.shows("")

    assert said.text == ("This is somebody else’s phone. Press the button to send your own.")
    assert chat.says("/balance") != "You can spend 500 points."


def test_a_member_comes_in_by_the_phone_without_any_question(
    shop: Shop, chat: Chat, anna: UUID
) -> None:
    said, card, balance = chat.shows(profile(shop, anna).phone or "")

    assert said.text == "You are signed in. Here is your card."
    assert card.picture
    assert balance.text.splitlines()[0] == "You can spend 500\N{NO-BREAK SPACE}points."
    assert _consents(shop, anna) == []


def test_where_a_phone_says_too_little_the_card_is_asked_for(
    shop: Shop, chat: Chat, anna: UUID
) -> None:
    silent(shop, anna, days=200)
    known = profile(shop, anna)

    [asked] = chat.shows(known.phone or "")
    assert asked.text == PROOF
    assert chat.says("/balance") == PROOF
    assert chat.says("/card") == PROOF
    assert chat.says("4600000000000").startswith("This is neither the number of your card")
    said, *_ = chat.writes(known.card or "")

    assert said.text == "You are signed in. Here is your card."


def test_a_device_nobody_knows_is_asked_for_the_birth_date(
    shop: Shop, chat: Chat, anna: UUID
) -> None:
    signed_in(shop, anna)

    assert chat.shows(profile(shop, anna).phone or "")[0].text == PROOF
    assert chat.says("31.02.1990").startswith("This is neither")


def test_without_a_vouched_phone_a_code_proves_the_typed_one(shop: Shop) -> None:
    chat = Chat(shop, way="VK", vouches=False)
    phone = new_phone()

    asked = chat.presses(chat.writes("", kind="START"), AGREE)
    [phoned] = chat.presses(asked, NO)
    assert phoned.text == "Type your phone number with all its digits."
    assert chat.says("12").startswith("There is no such phone number.")
    assert chat.says(phone).startswith("A code is on its way to")
    assert chat.says("0000000").startswith("The code is wrong or too old.")
    assert _whose(shop, phone) is None
    said, *_ = chat.writes(_newest_code(shop))

    member = _whose(shop, phone)
    assert member
    assert said.text == "You are a member now. Here is your card."
    assert _consents(shop, member)[0] == ("DATA", "chat-data-en-1", "VK")


def test_a_member_who_says_so_comes_in_by_a_code(shop: Shop, anna: UUID) -> None:
    chat = Chat(shop, way="VK", vouches=False)

    chat.presses(chat.writes("", kind="START"), MINE)
    chat.says(profile(shop, anna).phone or "")
    said, *_ = chat.writes(last_code(shop))

    assert said.text == "You are signed in. Here is your card."
    assert _consents(shop, anna) == []


def test_a_stranger_who_says_so_makes_no_member_and_learns_nothing(shop: Shop) -> None:
    chat = Chat(shop, way="VK", vouches=False)
    phone = new_phone()

    chat.presses(chat.writes("", kind="START"), MINE)

    assert chat.says(phone).startswith("A code is on its way to")
    assert chat.says("123456").startswith("The code is wrong or too old.")
    assert _whose(shop, phone) is None


def test_one_chat_has_only_so_many_codes_sent(shop: Shop) -> None:
    chat = Chat(shop, way="VK", vouches=False)
    chat.writes("/member")

    for _ in range(5):
        assert chat.says(new_phone()).startswith("A code is on its way to")
        chat.writes("/member")
    assert chat.says(new_phone()).startswith("Too many tries.")


def test_a_company_s_bot_knows_its_own_members_alone(shop: Shop, oak: Shop, anna: UUID) -> None:
    elsewhere = Chat(oak)

    asked = elsewhere.shows(profile(shop, anna).phone or "")

    assert "Дуб keeps your name" in asked[0].text


def test_pressed_twice_somebody_joins_once() -> None:
    shop = open_shop("Липа")
    chat, phone = Chat(shop), new_phone()
    asked = chat.presses(chat.writes("", kind="START"), AGREE)
    chat.presses(asked, NO)
    update = chat.update(phone, kind="CONTACT")

    assert len(chat.hears(update)) == 3
    assert chat.hears(update) == []

    with tenant_context(shop.tenant.id):
        assert Member.objects.count() == 1


def test_what_a_newcomer_is_called_is_a_name_or_nothing(shop: Shop) -> None:
    phone = new_phone()

    _joins(Chat(shop, name="\u202eАнна\x00"), phone)

    member = _whose(shop, phone)
    assert member
    assert profile(shop, member).name in {"", "Анна"}


def test_a_member_who_comes_from_two_chats_is_one(shop: Shop) -> None:
    phone = new_phone()
    member = join(shop, phone=phone)

    Chat(shop).shows(phone)
    Chat(shop, way="MAX").shows(phone)

    assert _whose(shop, phone) == member


def _newest_code(shop: Shop) -> str:
    with tenant_context(shop.tenant.id):
        found = re.search(r"\d{4,6}", mailbox(limit=1)[0].text)
    assert found
    return found[0]
