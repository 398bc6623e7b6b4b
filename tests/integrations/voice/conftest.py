"""Each provider of calls with an emulator behind it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from plushka.integrations.sending import Channel
from plushka.integrations.smsc_voice import channel as smsc_voice_channel
from plushka.integrations.twilio_voice import channel as twilio_voice_channel
from tests.fakes import smsc_ru, twilio
from tests.fakes.serving import Served
from tests.integrations.sms.conftest import HOOK, SECRET, Stand

CALLER = "+78001234567"


def smsc_at(url: str, **more: str) -> smsc_voice_channel.SmscVoice:
    account = {"login": smsc_ru.LOGIN, "password": smsc_ru.PASSWORD, "sender": CALLER} | more
    settings = smsc_voice_channel.Settings(**account, url=url, hook_url=HOOK, hook_secret=SECRET)
    return smsc_voice_channel.open_channel(settings)


def twilio_at(url: str, **more: str) -> twilio_voice_channel.TwilioVoice:
    account = {
        "account_sid": twilio.SID,
        "auth_token": twilio.TOKEN,
        "sender": CALLER,
        "hook_url": HOOK,
    } | more
    return twilio_voice_channel.open_channel(twilio_voice_channel.Settings(**account, url=url))


STANDS: dict[str, tuple[Callable[..., Channel], Callable[[], Any]]] = {
    "smsc_voice": (smsc_at, smsc_ru.SmscRu),
    "twilio_voice": (twilio_at, twilio.Twilio),
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
