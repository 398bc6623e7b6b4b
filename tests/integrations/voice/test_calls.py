"""What became of a call is read, with the key; forged calls of ours are not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from plushka.integrations.asking import Rubbish
from plushka.integrations.sending import Answer, Forged, Heard, Report
from tests.fakes import smsc_ru, twilio
from tests.integrations.sms.conftest import HOOK, SECRET
from tests.integrations.voice.conftest import smsc_at, twilio_at

URL = "http://127.0.0.1"
OVER = {"CallSid": "CA1", "CallStatus": "completed"}
SIGNED = twilio.Twilio().call(HOOK, **OVER)


def heard_by_smsc(**said: str) -> Answer:
    return smsc_at(URL).read(smsc_ru.SmscRu().call(SECRET, **said))


def heard_by_twilio(**form: str) -> Answer:
    return twilio_at(URL).read(twilio.Twilio().call(HOOK, **form))


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ({"status": "1"}, [Report("7", "DELIVERED")]),
        ({"status": "1", "dtmf": "1"}, [Report("7", "DELIVERED", pressed="1")]),
        ({"status": "1", "dtmf": "217"}, [Report("7", "DELIVERED", pressed="2")]),
        ({"status": "3"}, [Report("7", "EXPIRED", code="3")]),
        ({"status": "20", "err": "6"}, [Report("7", "FAILED", code="6")]),
        ({"status": "0"}, []),
    ],
    ids=["answered", "pressed", "pressed-many", "late", "not-answered", "rings"],
)
def test_smsc_tells_of_a_call(said: dict[str, str], heard: list[Heard]) -> None:
    assert heard_by_smsc(id="7", type="7", **said).heard == heard


@pytest.mark.parametrize(
    ("form", "heard"),
    [
        ({"CallStatus": "completed"}, [Report("CA1", "DELIVERED")]),
        (
            {"CallStatus": "in-progress", "Digits": "1"},
            [Report("CA1", "DELIVERED", pressed="1")],
        ),
        ({"CallStatus": "in-progress", "Digits": ""}, [Report("CA1", "DELIVERED")]),
        ({"CallStatus": "ringing"}, []),
        ({"CallStatus": "busy"}, [Report("CA1", "FAILED", code="busy")]),
        ({"CallStatus": "no-answer"}, [Report("CA1", "FAILED", code="no-answer")]),
        ({"CallStatus": "canceled"}, [Report("CA1", "FAILED", code="not_dialled")]),
        (
            {"CallStatus": "failed", "ErrorCode": "13224"},
            [Report("CA1", "FAILED", code="13224")],
        ),
    ],
    ids=["over", "pressed", "no-key", "rings", "busy", "not-answered", "canceled", "failed"],
)
def test_twilio_tells_of_a_call(form: dict[str, str], heard: list[Heard]) -> None:
    answer = heard_by_twilio(CallSid="CA1", **form)

    assert answer.heard == heard
    # Nothing more is said after a key: an empty answer ends the call.
    assert (answer.body, answer.media_type) == ("<Response/>", "text/xml")


def test_what_is_told_twice_is_read_twice_alike() -> None:
    assert heard_by_twilio(**OVER).heard == heard_by_twilio(**OVER).heard
    pressed = {"id": "7", "status": "1", "dtmf": "1"}
    assert heard_by_smsc(**pressed).heard == heard_by_smsc(**pressed).heard


@pytest.mark.parametrize(
    "forge",
    [
        lambda: smsc_at(URL).read(smsc_ru.SmscRu().call("another", id="7", status="1")),
        lambda: twilio_at(URL).read(twilio.Twilio().call(HOOK, token="x", **OVER)),
        lambda: twilio_at(URL).read(twilio.Twilio().call("https://other.example/", **OVER)),
        lambda: twilio_at(URL).read(replace(SIGNED, body=SIGNED.body + b"&Digits=1")),
        lambda: twilio_at(URL).read(replace(SIGNED, headers={})),
        lambda: twilio_at(URL, hook_url="").read(replace(SIGNED, headers={})),
    ],
    ids=[
        *("smsc: another word", "twilio: another token", "twilio: another address"),
        *("twilio: a key put in", "twilio: unsigned", "twilio: no hook"),
    ],
)
def test_a_forged_call_is_told(forge: Callable[[], Answer]) -> None:
    with pytest.raises(Forged):
        forge()


@pytest.mark.parametrize(
    "rubbish",
    [
        lambda: heard_by_smsc(id="7", status="answered"),
        lambda: heard_by_smsc(dtmf="1"),
        lambda: heard_by_twilio(CallStatus="completed"),
        lambda: heard_by_twilio(CallSid="CA1"),
        lambda: heard_by_twilio(CallSid="CA1", Digits="1"),
        lambda: twilio_at(URL).read(replace(SIGNED, body=b"\xff")),
    ],
    ids=["smsc: no status", "smsc: no id", "twilio: no id", "twilio: no status", "key", "bytes"],
)
def test_rubbish_is_told_apart_from_forgery(rubbish: Callable[[], Answer]) -> None:
    with pytest.raises(Rubbish):
        rubbish()
