"""What messengers do beside carrying messages: people write back, press buttons, get pictures.

A channel of a messenger is a channel like any other, and answers a person besides. What is
answered is said at once and kept nowhere: whoever did not get it asks again.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

from plushka.integrations.sending import Channel, Result


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a saying; pressed, ``press`` is heard as if the person had written it."""

    label: str
    press: str = ""
    asks_phone: bool = False
    """Pressed, the messenger tells us the person's own phone, as a ``CONTACT``."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One answer in a chat: a text, rows of buttons under it, perhaps a picture above it."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    picture: bytes = b""
    """A PNG."""


class Chatting(Channel, Protocol):
    """A messenger, set up for one company."""

    vouches: ClassVar[bool]
    """Whether the messenger knows its people's phones, so that a button may ask for one."""

    async def say(self, to: str, saying: Saying) -> Result:
        """Answer a person. Raises nothing: what went wrong is the result."""

    async def listen(self, address: str) -> None:
        """Have the provider call this address of ours; raises ``Trouble``."""


STOP = "/stop"
ENDING: Mapping[str, str] = {
    "ru": "Не присылать предложения",
    "uk": "Не надсилати пропозиції",
    "en": "Send me no more offers",
}


def ending(language: str) -> tuple[tuple[Button, ...], ...]:
    """Give the button under an advertisement that ends them."""
    return ((Button(ENDING.get(language, ENDING["en"]), STOP),),)


def secret_of(token: str) -> str:
    """Make what a messenger's calls carry, of the bot's token: nobody has to invent it."""
    return hmac.new(token.encode(), b"plushka webhook", hashlib.sha256).hexdigest()
