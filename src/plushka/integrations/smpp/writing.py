"""A message as the words that are sent for it: a part each."""

import datetime as dt
from dataclasses import dataclass

from smpp34 import SubmitSm, Tlv

from plushka.integrations.sending import Outgoing
from plushka.integrations.smpp.reading import PLAIN, UTF_16
from plushka.integrations.smpp.settings import Settings
from plushka.lib import sms

INTERNATIONAL, SHORT, NAME = (1, 1), (3, 0), (5, 0)
"""Kinds of a number, and the plan it is of."""

LONGEST_SHORT = 7
"""Digits of a number that is short: of one operator or country."""

WITH_HEADER = 0x40
REPORT_WANTED = 1


@dataclass(frozen=True, slots=True)
class Part:
    """All that is said of one part."""

    to: str
    sender: str
    message: bytes
    coding: int
    valid_until: str
    has_header: bool
    is_last: bool
    tags: tuple[tuple[int, bytes], ...]

    def numbered(self, number: int) -> bytes:
        """Write it under a number of the line's."""
        ton, npi = _kind(self.sender)
        return SubmitSm(
            self.sender.removeprefix("+"),
            self.to.removeprefix("+"),
            self.message,
            source_addr_ton=ton,
            source_addr_npi=npi,
            dest_addr_ton=INTERNATIONAL[0],
            dest_addr_npi=INTERNATIONAL[1],
            esm_class=WITH_HEADER if self.has_header else 0,
            registered_delivery=REPORT_WANTED if self.is_last else 0,
            data_coding=self.coding,
            validity_period=self.valid_until,
            tlvs=[Tlv(tag, value) for tag, value in self.tags],
            sequence_number=number,
        ).encode()


def parts(message: Outgoing, *, sender: str, settings: Settings, reference: int) -> list[Part]:
    """Cut a message; ``reference`` tells its parts from those of the one before."""
    is_plain = settings.alphabet == "GSM" or _is_latin_1(message.text)
    cut = sms.split(message.text, is_plain=is_plain)
    many = len(cut.parts)
    header = bytes([5, 0, 3, reference % 256, many])
    tags = ((settings.id_tag, str(message.id).encode()),) if settings.id_tag else ()
    return [
        Part(
            to=message.to,
            sender=sender,
            message=(header + bytes([place]) if many > 1 else b"")
            + _encoded(text, cut.alphabet, settings),
            coding=PLAIN if cut.alphabet == "GSM" else UTF_16,
            valid_until=_moment(message.valid_until),
            has_header=many > 1,
            is_last=place == many,
            tags=tags,
        )
        for place, text in enumerate(cut.parts, start=1)
    ]


def _encoded(text: str, alphabet: sms.Alphabet, settings: Settings) -> bytes:
    if alphabet == "GSM" and settings.alphabet == "LATIN1":
        return text.encode("latin-1")
    return sms.encode(text, alphabet)


def _is_latin_1(text: str) -> bool:
    return all(char <= "\xff" for char in text)


def _moment(at: dt.datetime | None) -> str:
    """Write a moment as the standard does: to a tenth of a second, and quarters of an hour from
    Greenwich.
    """
    return f"{at.astimezone(dt.UTC):%y%m%d%H%M%S}000+" if at else ""


def _kind(sender: str) -> tuple[int, int]:
    if not sender:
        return (0, 0)
    digits = sender.removeprefix("+")
    if not digits.isdecimal():
        return NAME
    return SHORT if len(digits) <= LONGEST_SHORT and digits == sender else INTERNATIONAL
