"""Vendors' own clients find the emulators to be what they were written for."""

from collections.abc import Iterator

import pytest
from smsru_api import Client as SmsRuClient
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client as TwilioClient

from tests.fakes import sms_ru, twilio
from tests.fakes.serving import Served


@pytest.fixture
def ru() -> Iterator[tuple[sms_ru.SmsRu, SmsRuClient]]:
    account, client = sms_ru.SmsRu(), SmsRuClient(sms_ru.API_ID)
    with Served(account.answer) as served, client:
        client._base_url = served.address
        yield account, client


def test_the_client_of_sms_ru_sends(ru: tuple[sms_ru.SmsRu, SmsRuClient]) -> None:
    account, client = ru
    account.codes = [100, 207]

    told = client.send("+79161234567", "79169999999", message="Код 4217", from_name="Lipa", ttl=5)

    assert account.sent == [{"to": "9161234567", "text": "Код 4217", "from": "Lipa", "ttl": 5}]
    assert told["status_code"] == 100
    assert told["sms"]["9161234567"]["sms_id"] == "000000-10000001"
    assert told["sms"]["9169999999"]["status_code"] == 207
    assert client.balance()["balance"] == 4122.56


def test_the_client_of_sms_ru_sends_many_texts(ru: tuple[sms_ru.SmsRu, SmsRuClient]) -> None:
    account, client = ru

    client.send(multi={"79161234567": "Анне", "79169999999": "Богдану"})

    assert [one["text"] for one in account.sent] == ["Анне", "Богдану"]


def test_the_client_of_sms_ru_is_refused_with_another_key() -> None:
    with Served(sms_ru.SmsRu().answer) as served, SmsRuClient("another") as client:
        client._base_url = served.address
        assert client.send("79161234567", message="x")["status_code"] == 200


@pytest.fixture
def account() -> Iterator[tuple[twilio.Twilio, TwilioClient]]:
    account, client = twilio.Twilio(), TwilioClient(twilio.SID, twilio.TOKEN)
    with Served(account.answer) as served:
        client.api.base_url = served.address
        yield account, client
        client.http_client.session.close()


def test_twilios_client_sends(account: tuple[twilio.Twilio, TwilioClient]) -> None:
    fake, client = account

    message = client.messages.create(
        to="+79161234567", from_="+15005550006", body="Код", status_callback="https://lipa/x"
    )

    assert (message.sid, message.status, message.num_segments) == (f"SM{1:032}", "queued", "2")
    assert fake.sent == [
        {
            "To": "+79161234567",
            "From": "+15005550006",
            "Body": "Код",
            "StatusCallback": "https://lipa/x",
        }
    ]


def test_twilios_client_calls(account: tuple[twilio.Twilio, TwilioClient]) -> None:
    fake, client = account
    fake.faults = [(21211, 400)]
    asked = {"to": "+79161234567", "from_": "+15005550006", "twiml": "<Response><Say/></Response>"}

    with pytest.raises(TwilioRestException) as fault:
        client.calls.create(**asked)
    call = client.calls.create(
        **asked, status_callback="https://lipa/x", timeout=30, time_limit=180
    )

    assert fault.value.code == 21211
    assert (call.sid, call.status, call.direction) == (f"CA{1:032}", "queued", "outbound-api")
    assert fake.sent == [
        {
            "To": "+79161234567",
            "From": "+15005550006",
            "Twiml": "<Response><Say/></Response>",
            "StatusCallback": "https://lipa/x",
            "Timeout": "30",
            "TimeLimit": "180",
        }
    ]


def test_twilios_client_reads_faults(account: tuple[twilio.Twilio, TwilioClient]) -> None:
    fake, client = account
    fake.faults = [(21211, 400)]

    with pytest.raises(TwilioRestException) as fault:
        client.messages.create(to="+7", from_="+15005550006", body="Код")

    assert (fault.value.code, fault.value.status) == (21211, 400)
    assert client.api.v2010.accounts(twilio.SID).fetch().friendly_name == "Липа"
    assert client.api.v2010.account.balance.fetch().balance == "-0.12"


def test_twilios_check_of_signatures_takes_the_emulators_calls() -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "delivered"}
    call = twilio.Twilio().call("https://lipa.example/hooks/lipa/1/", **form)

    validator = RequestValidator(twilio.TOKEN)
    signature = call.headers["x-twilio-signature"]
    assert validator.validate("https://lipa.example/hooks/lipa/1/", form, signature)
