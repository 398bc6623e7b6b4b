"""One thing a person said, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plushka.domain.access.chats import Chat
from plushka.domain.tenants.queries import Place
from plushka.integrations.chatting import Saying
from plushka.integrations.sending import Inbound
from plushka.web.member.visit import Company, Visit

LABELS = {"TELEGRAM": "Telegram", "VK": "VK", "MAX": "MAX"}
"""What a chat is called in the member's list of devices."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What was heard in which chat; ``word`` is what came with a command."""

    company: Company
    chat: Chat
    heard: Inbound
    vouches: bool
    word: str = ""

    @property
    def place(self) -> Place:
        """Whose bot it is."""
        return self.company.place

    @property
    def label(self) -> str:
        """What the messenger is called."""
        return LABELS.get(self.chat.way, self.chat.way)

    @property
    def address(self) -> str:
        """Where the tries come from, as a browser's address says of a browser."""
        return f"{self.chat.way}:{self.chat.value}"

    @property
    def is_inside(self) -> bool:
        """Tell whether it is certain which member is there."""
        return self.chat.visitor is not None and self.chat.visitor.is_proved

    def visit(self) -> Visit:
        """Give the member's visit; only for who is inside."""
        if self.chat.visitor is None:
            raise LookupError("nobody has come in")
        company = self.company
        return Visit(company.place, company.looks, company.at, self.chat.visitor)


@dataclass(frozen=True, slots=True)
class Turn:
    """What is answered, and where the conversation stands then.

    A question that was not answered is forgotten with the next command.
    """

    sayings: list[Saying]
    step: str = ""
    held: Mapping[str, Any] = field(default_factory=dict)
    language: str | None = None
    """Another one, where the person chose it."""
