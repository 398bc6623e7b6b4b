"""Each provider with an emulator behind it, as one has to do with it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from plushka.integrations.sending import Channel
from plushka.integrations.sms_ru import channel as sms_ru_channel
from plushka.integrations.smsc_ru import channel as smsc_ru_channel
from plushka.integrations.turbosms import channel as turbosms_channel
from plushka.integrations.twilio import channel as twilio_channel
from tests.fakes import sms_ru, smsc_ru, turbosms, twilio
from tests.fakes.serving import Served

HOOK = "https://lipa.example/hooks/lipa/1/"
SECRET = "a word"


@dataclass(slots=True)
class Stand:
    """A channel, what it talks to, and how that goes wrong."""

    channel: Channel
    fake: Any
    served: Served


def smsc_ru_at(url: str, **more: str) -> smsc_ru_channel.SmscRu:
    account = {"login": smsc_ru.LOGIN, "password": smsc_ru.PASSWORD, "sender": "Lipa"} | more
    settings = smsc_ru_channel.Settings(**account, url=url, hook_url=HOOK, hook_secret=SECRET)
    return smsc_ru_channel.open_channel(settings)


def sms_ru_at(url: str, **more: str) -> sms_ru_channel.SmsRu:
    account = {"api_id": sms_ru.API_ID, "sender": "Lipa"} | more
    return sms_ru_channel.open_channel(sms_ru_channel.Settings(**account, url=url, hook_url=HOOK))


def turbosms_at(url: str, **more: str) -> turbosms_channel.TurboSms:
    account = {"token": turbosms.TOKEN, "sender": "Lipa"} | more
    settings = turbosms_channel.Settings(**account, url=url, hook_url=HOOK, hook_secret=SECRET)
    return turbosms_channel.open_channel(settings)


def twilio_at(url: str, **more: str) -> twilio_channel.Twilio:
    account = {
        "account_sid": twilio.SID,
        "auth_token": twilio.TOKEN,
        "sender": "+15005550006",
        "hook_url": HOOK,
    } | more
    return twilio_channel.open_channel(twilio_channel.Settings(**account, url=url))


STANDS: dict[str, tuple[Callable[..., Channel], Callable[[], Any]]] = {
    "smsc_ru": (smsc_ru_at, smsc_ru.SmscRu),
    "sms_ru": (sms_ru_at, sms_ru.SmsRu),
    "turbosms": (turbosms_at, turbosms.TurboSms),
    "twilio": (twilio_at, twilio.Twilio),
}


@pytest.fixture
def opened() -> Iterator[Callable[..., Stand]]:
    """Open a provider's channel by its name, before its emulator."""
    with ExitStack() as stack:

        def make(name: str, **more: str) -> Stand:
            at, emulator = STANDS[name]
            fake = emulator()
            served = stack.enter_context(Served(fake.answer))
            return Stand(at(served.address, **more), fake, served)

        yield make
