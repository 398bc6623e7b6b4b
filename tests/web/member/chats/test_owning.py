"""Who one is, where one is signed in, and leaving; and what is kept of chats."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import connections

from plushka.domain.access import forgetting
from plushka.domain.access.models import Chat as ChatRow
from plushka.domain.members.models import Member
from plushka.domain.members.sharing import word_of
from plushka.domain.tenants.context import tenant_context
from plushka.integrations.chatting import Saying
from plushka.integrations.sending import Inbound
from tests.web.conftest import Shop, open_shop
from tests.web.member.chats.conftest import Chat, come_in
from tests.web.member.people import join, profile, signed_in
from tests.web.till.people import new_phone, now


def test_a_member_reads_who_they_are_with_the_phone_masked(
    shop: Shop, anna: UUID, inside: Chat
) -> None:
    name, phone, *_rest = inside.says("/profile").splitlines()

    assert (name, phone) == ("Анна", f"Phone: {profile(shop, anna).masked_phone}")


def test_a_member_sees_and_ends_where_they_are_signed_in(shop: Shop) -> None:
    member = join(shop)
    chat = come_in(shop, member)
    signed_in(shop, member)

    seen = chat.writes("/devices")
    assert len(seen[0].text.splitlines()) == 2
    assert "• Telegram: this chat" in seen[0].text.splitlines()

    [said] = chat.presses(seen, "Sign out everywhere")
    assert said.text.startswith("You are signed out everywhere.")
    assert chat.writes("/balance")[0].text.startswith("This is the bot of Липа")


def test_who_leaves_is_told_what_is_lost_and_asked(shop: Shop) -> None:
    member = join(shop, points=30_000)
    chat = come_in(shop, member)

    asked = chat.writes("/leave")
    assert "• what you can spend: 300\N{NO-BREAK SPACE}points;" in asked[0].text.splitlines()
    assert _is_kept(shop, member)

    [said] = chat.presses(asked, "Leave for good")
    assert said.text.startswith("You have left the programme")
    assert not _is_kept(shop, member)
    assert chat.writes("/leave yes")[0].text.startswith("This is the bot of Липа")


def _is_kept(shop: Shop, member: UUID) -> bool:
    with tenant_context(shop.tenant.id):
        return bool(Member.objects.filter(id=member, erased_at=None).exists())


def test_strangers_are_forgotten_after_a_day_and_members_are_not() -> None:
    shop = open_shop("Липа")
    come_in(shop, join(shop))
    Chat(shop).writes("/start")

    with tenant_context(shop.tenant.id):
        forgetting.forget_old(at=now() + dt.timedelta(hours=23))
        assert ChatRow.objects.count() == 2
        forgetting.forget_old(at=now() + dt.timedelta(hours=25))
        assert ChatRow.objects.exclude(session_id=None).count() == 1
        assert ChatRow.objects.count() == 1


def test_nothing_of_a_chat_s_number_is_kept(shop: Shop, inside: Chat) -> None:
    del inside
    chat = Chat(shop, number="987654321987654321")
    chat.writes("/start")

    with tenant_context(shop.tenant.id):
        rows = list(ChatRow.objects.values())
    assert "987654321987654321" not in str(rows)


def test_two_who_bring_one_update_at_once_are_answered_once() -> None:
    shop = open_shop("Липа")
    chat, phone = Chat(shop), new_phone()
    chat.presses(chat.presses(chat.writes("", kind="START"), "I agree"), "No")
    update = chat.update(phone, kind="CONTACT")

    def bring(heard: Inbound) -> list[Saying]:
        try:
            return chat.hears(heard)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        said = list(threads.map(bring, [update] * 4))

    assert sorted(len(one) for one in said) == [0, 0, 0, 3]
    with tenant_context(shop.tenant.id):
        assert Member.objects.count() == 1


def test_a_member_gets_changes_and_gives_up_their_alias(shop: Shop, anna: UUID) -> None:
    chat = come_in(shop, anna)

    [told] = chat.presses(chat.writes("псевдоним"), "Get an alias")
    word = shared_word(shop, anna)
    assert told.text.startswith(f"Your alias is {word.upper()}.")

    [other] = chat.presses([told], "Take another alias")
    new = shared_word(shop, anna)
    chat.presses([told], "Take another alias")
    assert (other.text.startswith(f"Your alias is {new.upper()}."), shared_word(shop, anna)) == (
        True,
        new,
    )

    [gone] = chat.presses([other], "Use no alias here")
    assert (gone.text, shared_word(shop, anna)) == ("Nobody is named by it here any more.", "")


def shared_word(shop: Shop, member: UUID) -> str:
    with tenant_context(shop.tenant.id):
        return word_of(member_id=member) or ""
