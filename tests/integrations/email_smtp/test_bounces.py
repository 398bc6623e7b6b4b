"""Letters that come back are read as RFC 3464 has them; whatever else comes is nothing."""

from uuid import UUID

import pytest

from plushka.integrations.email_smtp import bounces
from plushka.integrations.email_smtp.channel import Mail, Settings
from plushka.integrations.sending import Call, Forged, Report

ID = UUID("01938f3e-7a00-7000-8000-000000000001")
SENDER = "bonus@lipa.example"
NAME = f"<{ID}@lipa.example>"

HEAD = """From: MAILER-DAEMON@mx.lipa.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="A.1/mx"

--A.1/mx
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--A.1/mx
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.lipa.example
Arrival-Date: Sat, 21 Nov 2026 12:00:00 +0300 (MSK)

Final-Recipient: rfc822; anna@mail.example
Original-Recipient: rfc822;Anna@mail.example
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example
Diagnostic-Code: smtp; 550 5.1.1 No such mailbox

--A.1/mx
"""
SENT_BACK = f"""Content-Description: Undelivered Message
Content-Type: message/rfc822

Message-ID: {NAME}
From: {SENDER}
To: anna@mail.example
Subject: Hello

Hello
--A.1/mx--
"""
HEADERS_ALONE = f"""Content-Type: text/rfc822-headers

Message-ID: {NAME}
From: {SENDER}
--A.1/mx--
"""
NOTHING_BACK = """Content-Type: text/plain

--A.1/mx--
"""
OWN, PLAIN = f"bounces+{ID.hex}@lipa.example", "bounces@lipa.example"


def came(tail: str, *, to: str = PLAIN, action: str = "failed", status: str = "5.1.1") -> bytes:
    return (HEAD.format(to=to, action=action, status=status) + tail).encode()


@pytest.mark.parametrize(
    ("to", "tail"),
    [(PLAIN, SENT_BACK), (PLAIN, HEADERS_ALONE), (OWN, NOTHING_BACK)],
    ids=["letter", "headers", "own-address"],
)
def test_a_letter_is_known_by_its_id_or_by_the_address_it_came_back_to(to: str, tail: str):
    assert bounces.read(came(tail, to=to), sender=SENDER) == Report(
        NAME, "FAILED", code="smtp_5.1.1", gone="Anna@mail.example"
    )


@pytest.mark.parametrize("status", ["4.4.7", "5.7.1", "5.2.2"], ids=["late", "policy", "full"])
def test_a_mailbox_that_is_there_is_not_given_up(status: str):
    assert bounces.read(came(SENT_BACK, status=status), sender=SENDER) == Report(
        NAME, "FAILED", code=f"smtp_{status}"
    )


@pytest.mark.parametrize(
    "raw",
    [
        came(SENT_BACK, action="delayed", status="4.4.1"),
        came(SENT_BACK, action="delivered", status="2.0.0"),
        came(NOTHING_BACK),
        b"Subject: Out of office\r\n\r\nI am away.",
        b"",
        b"\xff\x00" * 99,
        came(SENT_BACK)[:700],
        came("Content-Type: message/rfc822\n\nMessage-ID: <somebody-elses@shop.example>\n\n"),
    ],
    ids=["delayed", "delivered", "nobodys", "answer", "nothing", "rubbish", "cut", "others"],
)
def test_what_is_no_failure_of_a_letter_of_ours_is_nothing(raw: bytes):
    assert bounces.read(raw, sender=SENDER) is None


def test_only_the_companys_own_mail_server_is_heard():
    mail = Mail(Settings(host="mx.lipa.example", sender=SENDER, hook_secret="word"))

    heard = mail.read(Call("POST", {"secret": "word"}, {}, came(SENT_BACK))).heard
    assert [type(one) for one in heard] == [Report]
    for secret in ("", "other"):
        with pytest.raises(Forged):
            mail.read(Call("POST", {"secret": secret}, {}, came(SENT_BACK)))
