"""What a letter looks like on its way: pure, so that nothing in it can break out of its place.

Signing (DKIM) is the mail server's; it must cover both headers about unsubscribing.
"""

import datetime as dt
import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from plushka.integrations.sending import Outgoing

LONGEST_ADDRESS = 254
LONGEST_NAME = 64
NO_SUBJECT = "—"

LOCAL = re.compile(r"[^\s<>()\[\],;:\\\"@\x00-\x1f\x7f]+")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
LINK = re.compile(r"https?://[!-;=?-~]+")
"""ASCII that shows, but for what would end the angle brackets around it."""

UNSUBSCRIBE = {
    "ru": "Отписаться от рекламы",
    "uk": "Відмовитися від реклами",
    "en": "Unsubscribe from advertising",
}

POLICY = SMTP.clone(cte_type="7bit")
"""Old servers on the way may take nothing but ASCII."""


class BadAddress(ValueError):  # noqa: N818 - a fault said in the trade's words
    """This is no address of one person."""


def address(text: str) -> str:
    """Bring one e-mail address into the form servers take; its domain in ASCII.

    Refuses anything else that mail programs would understand: names with it, lists, comments.
    """
    name, at, domain = text.rpartition("@")
    try:
        host = domain.encode("idna").decode().lower()
    except UnicodeError:
        raise BadAddress from None
    if not (at and LOCAL.fullmatch(name) and DOMAIN.fullmatch(host)):
        raise BadAddress
    whole = f"{name}@{host}"
    if len(name.encode()) > LONGEST_NAME or len(whole.encode()) > LONGEST_ADDRESS:
        raise BadAddress
    return whole


def message_id(message: Outgoing, *, sender: str) -> str:
    """Give the letter's id: ours, so that whoever sees it twice knows."""
    return f"<{message.id}@{sender.rpartition('@')[2]}>"


def letter(
    message: Outgoing, *, sender: str, name: str = "", reply_to: str = "", at: dt.datetime
) -> bytes:
    """Write the whole letter. ``sender`` and ``reply_to`` are addresses in the form of ours."""
    to = address(message.to)
    made = EmailMessage(policy=POLICY.clone(utf8=not (to + sender + reply_to).isascii()))
    shown = _line(message.sender or name)
    made["From"] = Address(shown, addr_spec=sender) if shown else sender
    made["To"] = to
    if reply_to:
        made["Reply-To"] = reply_to
    made["Subject"] = _line(message.subject) or shown or NO_SUBJECT
    made["Date"] = format_datetime(at)
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(_body(message))
    made["Content-Language"] = message.language
    return _headers(message, sender=sender) + made.as_bytes()


def _headers(message: Outgoing, *, sender: str) -> bytes:
    """Write what must stay in one line however long: Python would write it in code words."""
    lines = [f"Message-ID: {message_id(message, sender=sender)}"]
    if link := _opt_out(message):
        lines.append(f"List-Unsubscribe: <{link}>")
        if link.startswith("https://"):
            lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(f"{line}\r\n" for line in lines).encode()


def _body(message: Outgoing) -> str:
    text = message.text.replace("\x00", "").encode(errors="replace").decode()
    if link := _opt_out(message):
        words = UNSUBSCRIBE.get(message.language, UNSUBSCRIBE["en"])
        text = f"{text}\n\n-- \n{words}: {link}"
    return text + "\n"


def _opt_out(message: Outgoing) -> str:
    is_told = message.is_advertising and LINK.fullmatch(message.opt_out_url)
    return message.opt_out_url if is_told else ""


def _line(text: str) -> str:
    """Make one line of a text, of characters that can stand in a header."""
    kept = (" " if unicodedata.category(one) in {"Cc", "Cs"} else one for one in text)
    return " ".join("".join(kept).split())
