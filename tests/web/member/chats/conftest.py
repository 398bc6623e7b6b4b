"""Somebody with a messenger, and the bot of «Липа»."""

import itertools
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from plushka.domain.tenants.queries import place_of
from plushka.integrations.chatting import Saying
from plushka.integrations.sending import Inbound
from plushka.web.member.chats.answering import answer
from tests.web.conftest import Shop
from tests.web.member.people import profile
from tests.web.till.people import now

_numbers = itertools.count(5_000)
_updates = itertools.count(1)


@dataclass
class Chat:
    """One person's chat with a bot."""

    shop: Shop
    way: str = "TELEGRAM"
    vouches: bool = True
    language: str = "en"
    name: str = "Анна"
    number: str = field(default_factory=lambda: str(next(_numbers)))

    def hears(self, heard: Inbound) -> list[Saying]:
        """Let the messenger bring an update, perhaps again."""
        place = place_of(self.shop.tenant)
        return answer(place=place, way=self.way, heard=heard, vouches=self.vouches, at=now())

    def writes(self, text: str, *, kind: str = "TEXT") -> list[Saying]:
        """Write, press a button, open a link, show a phone: what the bot answers."""
        return self.hears(self.update(text, kind=kind))

    def update(self, text: str, *, kind: str = "TEXT") -> Inbound:
        """Give what the messenger brings."""
        return Inbound(
            str(next(_updates)),
            self.number,
            text,
            kind=kind,  # type: ignore[arg-type]
            name=self.name,
            language=self.language,
        )

    def says(self, text: str, *, kind: str = "TEXT") -> str:
        """The same, for answers of one saying."""
        [said] = self.writes(text, kind=kind)
        return said.text

    def presses(self, sayings: list[Saying], label: str) -> list[Saying]:
        """Press a button."""
        [press] = [b.press for s in sayings for row in s.rows for b in row if b.label == label]
        return self.writes(press)

    def shows(self, phone: str) -> list[Saying]:
        """Press the button that tells the messenger's phone."""
        return self.writes(phone, kind="CONTACT")


@pytest.fixture
def chat(shop: Shop) -> Chat:
    """A chat in which nobody has said anything."""
    return Chat(shop)


@pytest.fixture
def inside(shop: Shop, anna: UUID) -> Chat:
    """Anna's chat with the bot of «Липа», in which she has come in."""
    return come_in(shop, anna)


def come_in(shop: Shop, member: UUID, **known: object) -> Chat:
    """Let a member come in by the phone that the messenger vouches for."""
    chat = Chat(shop, **known)  # type: ignore[arg-type]
    chat.shows(profile(shop, member).phone or "")
    return chat
