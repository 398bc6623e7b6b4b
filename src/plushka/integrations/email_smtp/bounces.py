"""Letters that come back (RFC 3464), as the company's mail server hands them to us.

Which letter it was is told by the address that it came back to, ``bounces+<our id>@…``, or by the
``Message-ID`` among what is sent back. Whatever is no such report is nothing: answers of people,
holidays, warnings that a letter is late.
"""

import re
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from uuid import UUID

from plushka.integrations.sending import Report

GONE = ("5.1.1", "5.1.2", "5.1.6", "5.1.10", "5.2.1")
"""RFC 3463: no such mailbox, no such host, moved away, the null MX, closed."""

_TOKEN = re.compile(r"\+([0-9a-f]{32})@")
_OUR_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>\s]+>")
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_CAME_TO = ("To", "Delivered-To", "X-Original-To")


def return_path(bounces: str, *, id: UUID, sender: str) -> str:
    """Give the address that a letter comes back to: its own, where the company has one for it."""
    if not bounces:
        return sender
    name, _at, domain = bounces.rpartition("@")
    return f"{name}+{id.hex}@{domain}"


def read(raw: bytes, *, sender: str) -> Report | None:
    """Read what came back; None where no letter of ours failed for good.

    ``sender`` is the address that letters come from: providers' ids of letters end with its host.
    """
    # By the older policy: it reads any header, however broken, as text.
    letter = message_from_bytes(raw)
    if letter.get_content_type() != "multipart/report":
        return None
    failed = _failed(letter)
    id = _id(letter)
    if failed is None or id is None:
        return None
    status, recipient = failed
    return Report(
        provider_id=f"<{id}@{sender.rpartition('@')[2]}>",
        state="FAILED",
        code=f"smtp_{status}" if status else "smtp_failed",
        gone=recipient if status in GONE else "",
    )


def _failed(letter: Message) -> tuple[str, str] | None:
    """Give the status and the recipient that failed for good."""
    for part in letter.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        # The first block is of the letter, the others of a recipient each; ours has one.
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if not isinstance(block, Message):
                continue
            if str(block.get("Action", "")).strip().lower() == "failed":
                status = _STATUS.match(str(block.get("Status", "")).strip())
                return status[0] if status else "", _recipient(block)
    return None


def _recipient(block: Message) -> str:
    told = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    return told.partition(";")[2].strip()


def _id(letter: Message) -> UUID | None:
    came_to = [str(value) for name in _CAME_TO for value in letter.get_all(name, [])]
    for _name, address in getaddresses(came_to):
        if token := _TOKEN.search(address):
            return UUID(token[1])
    for part in letter.walk():
        if part.get_content_type() == "text/rfc822-headers":
            told = part.get_payload(decode=True)
            sent = message_from_bytes(told if isinstance(told, bytes) else b"")
        elif part is not letter and part.get("Message-ID"):
            sent = part
        else:
            continue
        if ours := _OUR_ID.search(str(sent.get("Message-ID", ""))):
            return UUID(ours[1])
    return None
