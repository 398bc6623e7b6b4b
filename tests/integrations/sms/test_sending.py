"""Messages go to providers as their documents ask, and their answers are told apart."""

import datetime as dt
from collections.abc import Callable

import pytest

from plushka.integrations.sending import Accepted, Refused, Result, Trouble, Unsure
from tests.integrations.channels import outgoing
from tests.integrations.sms.conftest import HOOK, STANDS, Stand
from tests.programs import free_port

type Opened = Callable[..., Stand]

TEXT = "Вам подарок 100 бонусов до 15.12 & код «4217» + 5%"

each = pytest.mark.parametrize("name", STANDS)


@pytest.mark.parametrize(
    ("name", "accepted", "sent"),
    [
        (
            "smsc_ru",
            Accepted("1", n_parts=2, cost=550),
            {"phones": "+79161234567", "mes": TEXT, "cost": "3", "sender": "Lipa"},
        ),
        (
            "sms_ru",
            Accepted("000000-10000001", n_parts=1, cost=275),
            {"to": "79161234567", "text": TEXT, "from": "Lipa"},
        ),
        (
            "turbosms",
            Accepted("f83f8868-5e46-c6cf-e4fb-000000000001", n_parts=1),
            {"to": "79161234567", "sender": "Lipa", "text": TEXT},
        ),
        (
            "twilio",
            Accepted(f"SM{1:032}", n_parts=2),
            {"To": "+79161234567", "From": "+15005550006", "Body": TEXT, "StatusCallback": HOOK},
        ),
    ],
    ids=STANDS,
)
async def test_a_message_is_handed_over(
    name: str, accepted: Accepted, sent: dict[str, str], opened: Opened
) -> None:
    stand = opened(name)

    assert await stand.channel.send(outgoing(TEXT)) == accepted
    await stand.channel.close()

    assert stand.fake.sent == [sent]


@pytest.mark.parametrize(
    ("name", "field", "said"),
    [
        ("smsc_ru", "valid", "00:05"),
        ("sms_ru", "ttl", 5),
        ("twilio", "ValidityPeriod", "300"),
    ],
)
async def test_a_code_is_not_tried_longer_than_it_is_of_use(
    name: str, field: str, said: object, opened: Opened
) -> None:
    stand = opened(name)
    until = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=4, seconds=30)

    await stand.channel.send(outgoing(valid_until=until))
    await stand.channel.close()

    assert stand.fake.sent[0][field] == said


async def test_twilio_may_choose_the_sender(opened: Opened) -> None:
    stand = opened("twilio", sender="MG" + "a" * 32)

    await stand.channel.send(outgoing())
    await stand.channel.close()

    assert stand.fake.sent[0]["MessagingServiceSid"] == "MG" + "a" * 32
    assert "From" not in stand.fake.sent[0]


@pytest.mark.parametrize(
    ("name", "faults", "fault", "result"),
    [
        ("smsc_ru", "faults", 3, Refused("3")),
        ("smsc_ru", "faults", 6, Refused("6", is_final=True)),
        ("smsc_ru", "faults", 9, Refused("9", retry_after=60.0)),
        ("sms_ru", "codes", 201, Refused("201")),
        ("sms_ru", "codes", 207, Refused("207", is_final=True)),
        ("sms_ru", "codes", 231, Refused("231", retry_after=60.0)),
        (
            "turbosms",
            "words",
            (404, "NOT_ALLOWED_NUMBER_STOPLIST"),
            Refused("NOT_ALLOWED_NUMBER_STOPLIST", is_final=True),
        ),
        ("turbosms", "words", (505, "FAILED_TRY_LATER"), Refused("FAILED_TRY_LATER")),
        ("turbosms", "words", (0, "OK"), Unsure("rubbish")),
        ("twilio", "faults", (21610, 400), Refused("21610", is_final=True)),
        ("twilio", "faults", (20429, 429), Refused("http_429", retry_after=5.0)),
        ("twilio", "faults", (30001, 400), Refused("30001")),
        ("twilio", "faults", (0, 302), Unsure("rubbish")),
        ("twilio", "faults", (20500, 500), Unsure("http_500")),
    ],
    ids=str,
)
async def test_a_refusal_is_read(
    name: str, faults: str, fault: object, result: Result, opened: Opened
) -> None:
    stand = opened(name)
    setattr(stand.fake, faults, [fault])

    assert await stand.channel.send(outgoing()) == result
    assert isinstance(await stand.channel.send(outgoing()), Accepted)
    await stand.channel.close()


@each
@pytest.mark.parametrize(
    ("fault", "result"),
    [("rubbish", Unsure("rubbish")), ("cut", Unsure("no_answer"))],
    ids=["rubbish", "cut"],
)
async def test_what_may_have_been_taken_is_not_called_refused(
    name: str, fault: str, result: Result, opened: Opened
) -> None:
    stand = opened(name)
    stand.served.faults.append(fault)
    if (name, fault) == ("twilio", "rubbish"):
        # Yes is another status there, so that a page of 200 is no yes.
        assert await stand.channel.send(outgoing()) == Unsure("rubbish")
    else:
        assert await stand.channel.send(outgoing()) == result
    await stand.channel.close()


@each
async def test_nobody_there_is_a_refusal(name: str) -> None:
    at, _ = STANDS[name]
    channel = at(f"http://127.0.0.1:{free_port()}")

    assert await channel.send(outgoing()) == Refused("no_connection")
    assert await channel.balance() is None
    with pytest.raises(Trouble, match=r"^no_connection$"):
        await channel.check()
    await channel.close()


@each
async def test_what_cannot_be_sent_is_not_tried(name: str, opened: Opened) -> None:
    stand = opened(name)

    bad_number = await stand.channel.send(outgoing(to="8 916 123-45-67"))
    bad_sender = await stand.channel.send(outgoing(sender="Магазин"))
    await stand.channel.close()

    assert bad_number == Refused("bad_number", is_final=True)
    assert bad_sender == Refused("bad_sender", is_final=True)
    assert stand.fake.sent == []


@pytest.mark.parametrize(
    ("name", "who", "balance"),
    [
        ("smsc_ru", "lipa", 10005),
        ("sms_ru", "SMS.ru", 412256),
        ("turbosms", "TurboSMS", 1050),
        ("twilio", "Липа", -12),
    ],
)
async def test_a_trial_and_the_balance_send_nothing(
    name: str, who: str, balance: int, opened: Opened
) -> None:
    stand = opened(name)

    assert (await stand.channel.check(), await stand.channel.balance()) == (who, balance)
    await stand.channel.close()
    assert stand.fake.sent == []


@pytest.mark.parametrize(
    ("name", "key", "why"),
    [
        ("smsc_ru", "password", "2"),
        ("sms_ru", "api_id", "200"),
        ("turbosms", "token", "INVALID_TOKEN"),
        ("twilio", "auth_token", "http_401"),
    ],
)
async def test_a_wrong_account_is_said(name: str, key: str, why: str, opened: Opened) -> None:
    stand = opened(name, **{key: "wrong"})

    with pytest.raises(Trouble, match=rf"^{why}$"):
        await stand.channel.check()
    refused = await stand.channel.send(outgoing())
    await stand.channel.close()

    assert isinstance(refused, Refused)
    assert not refused.is_final
    assert stand.fake.sent == []
