"""What an SMPP server delivers: reports on our messages, messages of people, parts of them."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from smpp34 import DeliverSm

from plushka.integrations.sending import Report
from plushka.lib import sms

RECEIPT: Final = 0x04
KINDS: Final = 0x3C
"""The bits of ``esm_class`` that tell a report, an answer of a phone, an intermediate notice."""

WITH_HEADER: Final = 0x40

RECEIPTED_ID, STATE, NETWORK_CODE, PAYLOAD = 0x001E, 0x0427, 0x0423, 0x0424
PART_REFERENCE, PARTS, PART_NUMBER = 0x020C, 0x020E, 0x020F

type State = Literal["DELIVERED", "FAILED", "EXPIRED"]

STATES: dict[int, State] = {2: "DELIVERED", 3: "EXPIRED", 4: "FAILED", 5: "FAILED", 8: "FAILED"}
"""Final ones; 1 is on its way, 6 read by hand, 7 unknown."""

WORDS: dict[str, State] = {
    "DELIVRD": "DELIVERED",
    "EXPIRED": "EXPIRED",
    "DELETED": "FAILED",
    "UNDELIV": "FAILED",
    "REJECTD": "FAILED",
}

FIELD = re.compile(r"\b(id|stat|err):\s*(\S+)", re.IGNORECASE)

PLAIN, UTF_16 = 0x00, 0x08

LONG_NUMBER = 8
"""Digits from which a number is one of the whole world's and not a short one."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote, or a part of it; ``part`` of ``parts``, from 1."""

    sender: str
    to: str
    coding: int
    message: bytes
    reference: int = 0
    parts: int = 1
    part: int = 1


def read(delivered: DeliverSm, *, receipt_ids: str) -> Report | Written | None:
    """Say what was delivered; nothing for notices on the way, and for reports on nothing."""
    kind = delivered.esm_class & KINDS
    tags = {tlv.tag: tlv.value for tlv in delivered.tlvs}
    message = delivered.short_message or tags.get(PAYLOAD, b"")
    if kind == RECEIPT or RECEIPTED_ID in tags:
        return _report(tags, message, receipt_ids)
    if kind:
        return None
    sender, to = _phone(delivered.source_addr), delivered.destination_addr
    coding = delivered.data_coding
    if delivered.esm_class & WITH_HEADER and message:
        header, message = message[1 : message[0] + 1], message[message[0] + 1 :]
        return Written(sender, to, coding, message, *_numbered(_joint(header)))
    if {PART_REFERENCE, PARTS, PART_NUMBER} <= tags.keys():
        said = (tags[tag] for tag in (PART_REFERENCE, PARTS, PART_NUMBER))
        joint = tuple(int.from_bytes(value) for value in said)
        return Written(sender, to, coding, message, *_numbered(joint))
    return Written(sender, to, coding, message)


def text(written: Written, *, alphabet: str) -> str:
    """Read the letters of a whole message; what is no letter reads as a mark."""
    # The upper half of a coding tells who on the phone it is for.
    coding = written.coding & 0x0F
    if coding == UTF_16:
        return written.message.decode("utf-16-be", "replace")
    if coding == PLAIN and alphabet == "GSM":
        return sms.decode(written.message)
    return written.message.decode("latin-1")


def _report(tags: dict[int, bytes], message: bytes, receipt_ids: str) -> Report | None:
    fields = {
        name.lower(): value for name, value in FIELD.findall(message.decode("ascii", "replace"))
    }
    said = tags.get(RECEIPTED_ID, b"").partition(b"\0")[0].decode("ascii", "replace")
    provider_id = said or _as_answered(fields.get("id", ""), receipt_ids)
    state = STATES.get(tags.get(STATE, b"\0")[-1]) if tags.get(STATE) else None
    state = state or WORDS.get(fields.get("stat", "").upper())
    if not provider_id or state is None:
        return None
    code = fields.get("err", "") or tags.get(NETWORK_CODE, b"").hex()
    return Report(provider_id, state, code="" if state == "DELIVERED" else code)


def _as_answered(said: str, receipt_ids: str) -> str:
    """Write a report's id as the answer to the message had it."""
    try:
        match receipt_ids:
            case "DECIMAL":
                return f"{int(said):x}"
            case "HEX":
                return str(int(said, 16))
    except ValueError:
        pass
    return said


def _joint(header: bytes) -> tuple[int, ...]:
    """Find in a message's header which part of what it is: reference, parts, number."""
    while len(header) > 1:
        element, length = header[0], header[1]
        value = header[2 : 2 + length]
        if element == 0x00 and len(value) == 3:  # noqa: PLR2004 - a byte each
            return tuple(value)
        if element == 0x08 and len(value) == 4:  # noqa: PLR2004 - a reference of two
            return int.from_bytes(value[:2]), value[2], value[3]
        header = header[2 + length :]
    return (0, 1, 1)


def _numbered(joint: tuple[int, ...]) -> tuple[int, int, int]:
    """Take a part that cannot be one for a whole message."""
    reference, parts, part = joint
    return (reference, parts, part) if 1 <= part <= parts else (0, 1, 1)


def _phone(address: str) -> str:
    digits = address.removeprefix("+")
    return f"+{digits}" if digits.isdecimal() and len(digits) >= LONG_NUMBER else address
