"""Says yes to everything and sends nothing: what was said stands in the database."""

from typing import ClassVar

import msgspec

from plushka.integrations.sending import Accepted, Answer, Call, Forged, Listener, Outgoing, Result


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to fill in."""


class Console:
    """No provider at all."""

    knows_ids: ClassVar[bool] = True
    at_once = 1000

    async def start(self, listener: Listener) -> None:
        """Nothing is opened."""

    async def send(self, message: Outgoing) -> Result:
        """Take the message as said."""
        return Accepted(provider_id=str(message.id), is_delivered=True)

    def read(self, call: Call) -> Answer:  # noqa: ARG002 - the interface's
        """Nobody calls us from here."""
        raise Forged

    async def balance(self) -> int | None:
        """Nothing is paid."""
        return None

    async def check(self) -> str:
        """It always works."""
        return "console"

    async def close(self) -> None:
        """Nothing was opened."""


def open_channel(settings: Settings) -> Console:  # noqa: ARG001 - the interface's
    """Make the channel."""
    return Console()
