"""Letters as they are written, read again by Python's own reader."""

import datetime as dt
import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from uuid import UUID

import pytest

from plushka.integrations.email_smtp.letters import BadAddress, address, letter
from plushka.integrations.sending import Outgoing

AT = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
SENDER = "bonus@lipa.example"
ID = UUID("01938f3e-7a00-7000-8000-000000000001")
THANKS = Outgoing(
    ID, "olga@mail.example", "Вам начислено: 50 бонусов.\nСпасибо!", subject="Спасибо за покупку"
)
LONG_LINK = "https://lipa.example/stop/" + "a1-_" * 60


def _read(message: Outgoing, **others: str) -> EmailMessage:
    read = message_from_bytes(letter(message, sender=SENDER, at=AT, **others), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def _text(read: EmailMessage) -> str:
    return str(read.get_content()).replace("\r\n", "\n")


def test_a_letter_reads_as_it_was_written() -> None:
    read = _read(THANKS, name="Липа", reply_to="help@lipa.example")

    assert {name: str(value) for name, value in read.items()} == {
        "Message-ID": f"<{ID}@lipa.example>",
        "From": "Липа <bonus@lipa.example>",
        "To": "olga@mail.example",
        "Reply-To": "help@lipa.example",
        "Subject": "Спасибо за покупку",
        "Date": "Sat, 21 Nov 2026 09:00:00 +0000",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "ru",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "base64",
        "MIME-Version": "1.0",
    }
    assert _text(read) == "Вам начислено: 50 бонусов.\nСпасибо!\n"


def test_a_letter_is_ascii_in_lines_that_servers_take() -> None:
    long = replace(THANKS, subject="Ы" * 300, text="слово " * 2000, sender="О" * 300)

    written = letter(long, sender=SENDER, at=AT)

    assert written.isascii()
    assert max(len(line) for line in written.split(b"\r\n")) <= 998
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_line_breaks_and_markup_stay_inside_their_headers() -> None:
    bad = "Скидка\r\nBcc: all@mail.example\n\n<script>\x00 \u2028 😀"

    read = _read(replace(THANKS, subject=bad, sender=f"{bad} <other@evil.example>"))

    assert read["Bcc"] is None
    assert read["Subject"] == "Скидка Bcc: all@mail.example <script> 😀"
    assert [one.addr_spec for one in read["From"].addresses] == [SENDER]
    assert _text(read) == "Вам начислено: 50 бонусов.\nСпасибо!\n"


def test_advertising_can_be_ended_by_one_click_however_long_the_link() -> None:
    read = _read(replace(THANKS, is_advertising=True, opt_out_url=LONG_LINK))

    assert read["List-Unsubscribe"] == f"<{LONG_LINK}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert _text(read).endswith(f"\n\n-- \nОтписаться от рекламы: {LONG_LINK}\n")


@pytest.mark.parametrize(
    ("is_advertising", "link"),
    [
        (False, LONG_LINK),
        (True, ""),
        (True, "javascript:alert(1)"),
        (True, "https://lipa.example/>\r\nBcc: all@mail.example"),
    ],
    ids=["service", "no-link", "script", "breaking-out"],
)
def test_other_letters_carry_no_link(*, is_advertising: bool, link: str) -> None:
    read = _read(replace(THANKS, is_advertising=is_advertising, opt_out_url=link))

    assert read["List-Unsubscribe"] is None
    assert read["List-Unsubscribe-Post"] is None
    assert read["Bcc"] is None
    assert _text(read) == "Вам начислено: 50 бонусов.\nСпасибо!\n"


def test_one_click_is_promised_over_https_alone() -> None:
    link = "http://lipa.example/stop/1"

    read = _read(replace(THANKS, is_advertising=True, opt_out_url=link, language="en"))

    assert read["List-Unsubscribe"] == f"<{link}>"
    assert read["List-Unsubscribe-Post"] is None
    assert re.search(r"Unsubscribe from advertising: (\S+)", _text(read))[1] == link


@pytest.mark.parametrize(
    ("given", "brought"),
    [
        ("olga@mail.example", "olga@mail.example"),
        ("Olga+bonus@MAIL.example", "Olga+bonus@mail.example"),
        ("o'hara@mail.example", "o'hara@mail.example"),
        ("ольга@почта.рф", "ольга@xn--80a1acny.xn--p1ai"),
        ("root@localhost", "root@localhost"),
    ],
    ids=["plain", "capitals", "apostrophe", "cyrillic", "one-word"],
)
def test_an_address_is_brought_into_one_form(given: str, brought: str) -> None:
    assert address(given) == brought


@pytest.mark.parametrize(
    "given",
    [
        "",
        "olga",
        "@mail.example",
        "olga@",
        "olga@mail..example",
        "Olga <olga@mail.example>",
        "olga@mail.example, all@mail.example",
        "olga@mail.example\r\nBcc: all@mail.example",
        "olga@mail.example\n",
        '"ol ga"@mail.example',
        "olga@mail@mail.example",
        "<b>olga</b>@mail.example",
        "olga@[127.0.0.1]",
        "ol\x00ga@mail.example",
        f"{'o' * 65}@mail.example",
        f"olga@{'mail.' * 50}example",
        f"olga@{'m' * 64}.example",
    ],
    ids=range(17),
)
def test_what_is_no_address_of_one_person_is_refused(given: str) -> None:
    with pytest.raises(BadAddress):
        address(given)
