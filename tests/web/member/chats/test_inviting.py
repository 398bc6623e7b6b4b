"""U23, U24 in a chat: the link of one's own, and coming by somebody else's."""

import re

from plushka.domain.members.models import Member
from plushka.domain.referrals import inviting
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.chats.conftest import Chat
from tests.web.member.chats.test_joining import _joins, _whose
from tests.web.member.people import join
from tests.web.till.people import new_phone, now

TOKEN = re.compile(r"\b[0-9A-Z]{13,25}\b")


def test_member_asks_for_the_link_in_a_word(shop: Shop, chat: Chat) -> None:
    phone = new_phone()
    _joins(chat, phone)
    member = _whose(shop, phone)
    assert member
    with tenant_context(shop.tenant.id):
        own = inviting.own_link(member_id=member, at=now())

    [said] = chat.writes("Пригласить")

    found = TOKEN.search(said.text)
    assert found
    assert found[0] == own.token
    assert said.picture


def test_who_opens_the_bot_by_an_invitation_is_the_inviters(shop: Shop, chat: Chat) -> None:
    anna, phone = join(shop), new_phone()
    with tenant_context(shop.tenant.id):
        made = inviting.own_link(member_id=anna, at=now())

    _joins(chat, phone, word=f"i_{made.token}")

    member = _whose(shop, phone)
    with tenant_context(shop.tenant.id):
        assert Member.objects.get(id=member).referrer_id == anna
