"""Providers' calls are read, whatever their order and number; forged ones are not."""

import json
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from plushka.integrations.asking import Rubbish
from plushka.integrations.sending import Answer, Call, Forged, Heard, Inbound, Report
from tests.fakes import sms_ru, smsc_ru, turbosms, twilio
from tests.integrations.sms.conftest import (
    HOOK,
    SECRET,
    sms_ru_at,
    smsc_ru_at,
    turbosms_at,
    twilio_at,
)

URL = "http://127.0.0.1"


def heard_by_sms_ru(*entries: str) -> Answer:
    return sms_ru_at(URL).read(sms_ru.SmsRu().report(*entries))


def heard_by_smsc(**said: str) -> Answer:
    return smsc_ru_at(URL).read(smsc_ru.SmscRu().call(SECRET, **said))


def heard_by_turbosms(status: str) -> Answer:
    return turbosms_at(URL).read(turbosms.TurboSms().report("m1", status, secret=SECRET))


def heard_by_twilio(**form: str) -> Answer:
    return twilio_at(URL).read(twilio.Twilio().call(HOOK, **form))


def test_sms_ru_reports_many_in_a_call() -> None:
    answer = heard_by_sms_ru(
        "test\n1782404811",
        "sms_status\n000000-1\n103\n1782404881",
        "sms_status\n000000-1\n103\n1782404881",
        "sms_status\n000000-2\n104\n1782404882",
        "sms_status\n000000-3\n108\n1782404882",
        "sms_status\n000000-4\n102\n1782404882",
        "callcheck_status\n000000-5\n401\n1782404882",
        "something new",
    )

    assert answer.heard == [
        Report("000000-1", "DELIVERED"),
        Report("000000-1", "DELIVERED"),
        Report("000000-2", "EXPIRED", code="104"),
        Report("000000-3", "FAILED", code="108"),
    ]
    assert (answer.status, answer.body) == (200, "100")


def test_sms_ru_signs_entries_in_the_order_of_their_numbers() -> None:
    entries = [f"sms_status\n000000-{place}\n103\n1" for place in range(12)]
    call = sms_ru.SmsRu().report(*entries)
    pairs = call.body.decode().split("&")

    answer = sms_ru_at(URL).read(replace(call, body="&".join(reversed(pairs)).encode()))

    assert len(answer.heard) == 12


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ({"id": "7", "status": "1"}, [Report("7", "DELIVERED")]),
        ({"id": "7", "status": "2", "cost": "2.75"}, [Report("7", "DELIVERED", cost=275)]),
        ({"id": "7", "status": "3", "err": "200"}, [Report("7", "EXPIRED", code="200")]),
        ({"id": "7", "status": "20"}, [Report("7", "FAILED", code="20")]),
        ({"id": "7", "status": "0"}, []),
        ({"id": "7", "status": "-1"}, []),
        (
            {"sms_id": "9", "phone": "79161234567", "mes": "Код ЛИПА-77", "to": "4446"},
            [Inbound("9", "+79161234567", "Код ЛИПА-77", to="4446")],
        ),
        (
            {"phone": "79161234567", "waitcall": "1", "ts": "1782404811"},
            [Inbound("79161234567 1782404811", "+79161234567", "", kind="CALL")],
        ),
    ],
    ids=["done", "read", "late", "failed", "sent", "waits", "text", "call"],
)
def test_smsc_tells_of_messages_and_calls(said: dict[str, str], heard: list[Heard]) -> None:
    assert heard_by_smsc(**said).heard == heard


@pytest.mark.parametrize(
    ("status", "heard"),
    [
        ("Delivered", [Report("m1", "DELIVERED")]),
        ("DELIVRD", [Report("m1", "DELIVERED")]),
        ("Read", [Report("m1", "DELIVERED")]),
        ("Expired", [Report("m1", "EXPIRED", code="Expired")]),
        ("Undelivered", [Report("m1", "FAILED", code="Undelivered")]),
        ("In Queue", []),
    ],
)
def test_turbosms_reports(status: str, heard: list[Heard]) -> None:
    assert heard_by_turbosms(status).heard == heard


@pytest.mark.parametrize(
    ("form", "heard"),
    [
        ({"MessageStatus": "delivered"}, [Report("SM1", "DELIVERED")]),
        ({"MessageStatus": "sent"}, []),
        (
            {"MessageStatus": "undelivered", "ErrorCode": "30003"},
            [Report("SM1", "FAILED", code="30003")],
        ),
        (
            {"From": "+79161234567", "To": "+15005550006", "Body": "Баланс & «я»", "Empty": ""},
            [Inbound("SM1", "+79161234567", "Баланс & «я»", to="+15005550006")],
        ),
    ],
    ids=["done", "sent", "failed", "text"],
)
def test_twilio_tells_of_messages(form: dict[str, str], heard: list[Heard]) -> None:
    answer = heard_by_twilio(MessageSid="SM1", **form)

    assert answer.heard == heard
    assert (answer.body, answer.media_type) == ("<Response/>", "text/xml")


DELIVERED = {"MessageSid": "SM1", "MessageStatus": "delivered"}
SIGNED = twilio.Twilio().call(HOOK, **DELIVERED)


@pytest.mark.parametrize(
    "forge",
    [
        lambda: smsc_ru_at(URL).read(smsc_ru.SmscRu().call("another", id="7", status="1")),
        lambda: smsc_ru_at(URL).read(Call("POST", {}, {}, b"id=7&status=1")),
        lambda: sms_ru_at(URL).read(sms_ru.SmsRu().report("sms_status\n1\n103", api_id="x")),
        lambda: sms_ru_at(URL).read(Call("POST", {}, {}, b"data%5B0%5D=sms_status")),
        lambda: turbosms_at(URL).read(turbosms.TurboSms().report("m1", "Read", secret="x")),
        lambda: turbosms_at(URL).read(Call("POST", {}, {}, b'{"data": {"message_id": "m1"}}')),
        lambda: twilio_at(URL).read(twilio.Twilio().call(HOOK, token="x", **DELIVERED)),
        lambda: twilio_at(URL).read(twilio.Twilio().call("https://other.example/", **DELIVERED)),
        lambda: twilio_at(URL).read(replace(SIGNED, body=SIGNED.body.replace(b"SM1", b"SM2"))),
        lambda: twilio_at(URL).read(replace(SIGNED, headers={})),
        lambda: twilio_at(URL, hook_url="").read(replace(SIGNED, headers={})),
    ],
    ids=[
        *("smsc: another word", "smsc: no word", "sms.ru: another key", "sms.ru: no signature"),
        *("turbosms: another word", "turbosms: no word", "twilio: another token"),
        *("twilio: another address", "twilio: changed", "twilio: unsigned", "twilio: no hook"),
    ],
)
def test_a_forged_call_is_told(forge: Callable[[], Answer]) -> None:
    with pytest.raises(Forged):
        forge()


def turbosms_body(body: bytes) -> Answer:
    return turbosms_at(URL).read(Call("POST", {"secret": SECRET}, {}, body))


@pytest.mark.parametrize(
    "rubbish",
    [
        lambda: heard_by_smsc(id="7", status="done"),
        lambda: heard_by_smsc(status="1"),
        lambda: heard_by_smsc(mes="no phone", id="7"),
        lambda: heard_by_smsc(mes="no id", phone="7916"),
        lambda: heard_by_sms_ru("sms_status\n1"),
        lambda: heard_by_sms_ru("sms_status\n1\nmany"),
        lambda: turbosms_body(b"<html>"),
        lambda: turbosms_body(b"\xff"),
        lambda: turbosms_body(json.dumps({"data": []}).encode()),
        lambda: turbosms_body(json.dumps({"data": {"message_id": "m1"}}).encode()),
        lambda: heard_by_twilio(MessageStatus="delivered"),
        lambda: heard_by_twilio(Body="no id", From="+7916"),
        lambda: smsc_ru_at(URL).read(
            Call("POST", {"secret": SECRET}, {}, urlencode({"id": "7"}).encode() + b"&\xff")
        ),
    ],
)
def test_rubbish_is_told_apart_from_forgery(rubbish: Callable[[], Answer]) -> None:
    with pytest.raises(Rubbish):
        rubbish()
