"""Have SMSC call people: ``send.php`` with ``call=1``, and reports with the key in ``dtmf``."""

import re
from dataclasses import replace
from typing import Annotated

import msgspec

from plushka.integrations import speech, texting
from plushka.integrations.sending import Accepted, Outgoing, Refused, Result
from plushka.integrations.smsc_ru import channel as smsc_ru

DIALLING = "30,10,1"
"""Seconds it rings, seconds until the next try, tries: it is we who try again."""

MARKS = re.compile(r"[{}<>]|~{2,}")
"""What SMSC reads as orders: menus, files, pauses, and remarks after ``~~~``."""


class Settings(smsc_ru.Settings, frozen=True, forbid_unknown_fields=True):
    """An account with SMSC, for calls."""

    sender: Annotated[str, msgspec.Meta(pattern=r"^(\+[0-9]{7,15})?$")] = ""
    """The number that is shown to who is called, as registered."""

    voice: Annotated[str, msgspec.Meta(pattern=r"^([mw][2-9]?)?$")] = ""
    """Who speaks: ``m`` a man, ``w`` a woman, ``m2``, ``w2`` others; empty is SMSC's own."""


class SmscVoice(smsc_ru.SmscRu):
    """Calls of one account with SMSC; a report tells whether somebody answered, and the key."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._voice = settings.voice

    async def send(self, message: Outgoing) -> Result:
        """Have somebody called; what became of it is told later."""
        if message.sender and not texting.is_phone(message.sender):
            return Refused("bad_sender", is_final=True)
        result = await super().send(message)
        return replace(result, n_parts=1) if isinstance(result, Accepted) else result

    def _told(self, message: Outgoing) -> dict[str, str | int]:
        told: dict[str, str | int] = {
            "mes": MARKS.sub(" ", speech.aloud(message)),
            "call": 1,
            "param": DIALLING,
        }
        return told | ({"voice": self._voice} if self._voice else {})


def open_channel(settings: Settings) -> SmscVoice:
    """Make the channel."""
    return SmscVoice(settings)
