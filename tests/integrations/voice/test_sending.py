"""Calls are handed over as providers ask, and their answers are told apart."""

from collections.abc import Callable
from xml.etree.ElementTree import canonicalize

import pytest
from twilio.twiml.voice_response import VoiceResponse

from plushka.integrations.sending import Accepted, Refused, Result, Trouble, Unsure
from tests.integrations.channels import outgoing
from tests.integrations.sms.conftest import HOOK, Stand
from tests.integrations.voice.conftest import CALLER, STANDS
from tests.programs import free_port

type Opened = Callable[..., Stand]

each = pytest.mark.parametrize("name", STANDS)


async def test_smsc_calls_and_says_a_code_digit_by_digit(opened: Opened) -> None:
    stand = opened("smsc_voice", voice="w2")

    result = await stand.channel.send(outgoing("Код для кассира: 4217", is_code=True))
    await stand.channel.close()

    assert result == Accepted("1", n_parts=1, cost=550)
    assert stand.fake.sent == [
        {
            "phones": "+79161234567",
            "mes": "Код для кассира: 4, 2, 1, 7",
            "call": "1",
            "param": "30,10,1",
            "voice": "w2",
            "cost": "3",
            "sender": CALLER,
        }
    ]


async def test_smsc_is_given_no_orders_by_a_text(opened: Opened) -> None:
    stand = opened("smsc_voice")

    await stand.channel.send(outgoing("Анна {menu: 1: call} <file> 5 ~ 6~~~~тайна"))
    await stand.channel.close()

    assert stand.fake.sent[0]["mes"] == "Анна  menu: 1: call   file  5 ~ 6 тайна"


@pytest.mark.parametrize(("language", "tag"), [("ru", "ru-RU"), ("uk", "uk-UA"), ("en", "en-US")])
async def test_twilio_says_the_text_in_its_language_as_its_own_writer_does(
    language: str, tag: str, opened: Opened
) -> None:
    stand = opened("twilio_voice")
    text = "Код «4217» & <b>\x00\ud800"

    result = await stand.channel.send(outgoing(text, language=language, is_code=True))
    await stand.channel.close()

    wanted = VoiceResponse()
    wanted.pause(length=1)
    wanted.say("Код «4, 2, 1, 7» & <b>  ", language=tag)
    [sent] = stand.fake.sent
    assert canonicalize(sent.pop("Twiml")) == canonicalize(str(wanted))
    assert result == Accepted(f"CA{1:032}")
    assert sent == {
        "To": "+79161234567",
        "From": CALLER,
        "Timeout": "30",
        "TimeLimit": "180",
        "StatusCallback": HOOK,
    }


async def test_twilio_asks_for_a_key_and_tells_us_of_it(opened: Opened) -> None:
    hook = f"{HOOK}?a=1&b=2"
    stand = opened("twilio_voice", hook_url=hook, voice="Google.ru-RU-Standard-A")

    await stand.channel.send(outgoing("Нажмите один", is_answered=True))
    await stand.channel.close()

    wanted = VoiceResponse()
    wanted.pause(length=1)
    gather = wanted.gather(input="dtmf", num_digits=1, finish_on_key="", timeout=10, action=hook)
    gather.say("Нажмите один", language="ru-RU", voice="Google.ru-RU-Standard-A")
    assert canonicalize(stand.fake.sent[0]["Twiml"]) == canonicalize(str(wanted))


async def test_nobody_is_asked_for_a_key_that_would_not_be_heard(opened: Opened) -> None:
    stand = opened("twilio_voice", hook_url="")

    asked = await stand.channel.send(outgoing(is_answered=True))
    told = await stand.channel.send(outgoing())
    await stand.channel.close()

    assert asked == Refused("no_hook", is_final=True)
    assert isinstance(told, Accepted)
    assert ["StatusCallback" in sent for sent in stand.fake.sent] == [False]


@pytest.mark.parametrize(
    ("name", "faults", "result"),
    [
        ("smsc_voice", 8, Refused("8", is_final=True)),
        ("smsc_voice", 9, Refused("9", retry_after=60.0)),
        ("twilio_voice", (21211, 400), Refused("21211", is_final=True)),
        ("twilio_voice", (21215, 400), Refused("21215", is_final=True)),
        ("twilio_voice", (20429, 429), Refused("http_429", retry_after=5.0)),
        ("twilio_voice", (20500, 500), Unsure("http_500")),
        ("twilio_voice", (0, 302), Unsure("rubbish")),
    ],
    ids=str,
)
async def test_a_refusal_is_read(
    name: str, faults: object, result: Result, opened: Opened
) -> None:
    stand = opened(name)
    stand.fake.faults.append(faults)

    assert await stand.channel.send(outgoing()) == result
    assert isinstance(await stand.channel.send(outgoing()), Accepted)
    await stand.channel.close()


@each
@pytest.mark.parametrize(
    ("fault", "result"),
    [
        ("rubbish", Unsure("rubbish")),
        ("cut", Unsure("no_answer")),
        ("hang", Unsure("no_answer")),
    ],
    ids=["rubbish", "cut", "hang"],
)
async def test_what_may_have_been_taken_is_not_called_refused(
    name: str, fault: str, result: Result, opened: Opened
) -> None:
    stand = opened(name)
    stand.channel._asker._whole_seconds = 0.3  # type: ignore[attr-defined]
    stand.served.faults.append(fault)

    assert await stand.channel.send(outgoing()) == result
    await stand.channel.close()


@each
async def test_nobody_there_is_a_refusal(name: str) -> None:
    at, _ = STANDS[name]
    channel = at(f"http://127.0.0.1:{free_port()}")

    assert await channel.send(outgoing()) == Refused("no_connection")
    with pytest.raises(Trouble, match=r"^no_connection$"):
        await channel.check()
    await channel.close()


@each
@pytest.mark.parametrize("to", ["", "8 916 123-45-67", "+0<", "+" + "7" * 16], ids=range(4))
async def test_a_number_of_no_country_is_not_called(name: str, to: str, opened: Opened) -> None:
    stand = opened(name)

    assert await stand.channel.send(outgoing(to=to)) == Refused("bad_number", is_final=True)
    named = await stand.channel.send(outgoing(sender="Lipa"))
    await stand.channel.close()

    assert named == Refused("bad_sender", is_final=True)
    assert stand.fake.sent == []


@pytest.mark.parametrize(
    ("name", "who", "balance"), [("smsc_voice", "lipa", 10005), ("twilio_voice", "Липа", -12)]
)
async def test_a_trial_calls_nobody(name: str, who: str, balance: int, opened: Opened) -> None:
    stand = opened(name)

    assert (await stand.channel.check(), await stand.channel.balance()) == (who, balance)
    await stand.channel.close()
    assert stand.fake.sent == []
