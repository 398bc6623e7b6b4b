"""Who messages can be sent by: a line a provider.

A provider is a folder with ``channel.py``: ``Settings``, a struct of what a company has to fill
in, and ``open_channel``. Modules are imported when a company uses them: libraries of a dozen
providers would cost every process a second.
"""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any, Literal, cast

import msgspec

from plushka.integrations.sending import Channel

type Secret = Annotated[str, msgspec.Meta(extra={"is_secret": True})]
"""A setting that is kept unreadable and never shown again."""

type Way = Literal["SMS", "EMAIL", "TELEGRAM", "PUSH", "VOICE", "VK", "MAX", "CALLS"]
"""What people are reached by; several providers may serve one of them. Nobody is reached by
``CALLS``: they call us."""


class UnknownProvider(Exception):  # noqa: N818 - a fault said in the trade's words
    """No provider is called so."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A system that carries messages of one way."""

    code: str
    way: Way
    name: str
    """Its own name, as people know it; the same in every language."""
    knows_ids: bool = False
    """Whether it sends one id once, so that trying again is safe; as its channel says."""
    stays_open: bool = False
    """Whether we are called over a line that we keep open, and not at an address of ours."""
    is_local: bool = False
    """Whether it is a program of this machine, with its files: its keeper says who may use it."""

    @property
    def settings(self) -> type[msgspec.Struct]:
        """The struct that a company fills in."""
        return cast("type[msgspec.Struct]", self._settings_module().Settings)

    def made(self) -> dict[str, str]:
        """Make the settings that are ours to make when a company sets it up, such as keys."""
        make = getattr(self._settings_module(), "made", dict)
        return cast("dict[str, str]", make())

    def open(self, settings: msgspec.Struct) -> Channel:
        """Make a channel of a company's settings; nothing is connected yet."""
        return cast("Channel", self._module().open_channel(settings))

    def _module(self) -> Any:
        return import_module(f"plushka.integrations.{self.code}.channel")

    def _settings_module(self) -> Any:
        """Give the module of the settings: of their own where the channel takes long to load."""
        own = f"plushka.integrations.{self.code}.settings"
        return import_module(own) if find_spec(own) else self._module()


PROVIDERS: tuple[Provider, ...] = (
    Provider("email_smtp", "EMAIL", "SMTP"),
    Provider("smpp", "SMS", "SMPP", stays_open=True),
    Provider("kannel", "SMS", "Kannel"),
    Provider("smsc_ru", "SMS", "SMSC.ru"),
    Provider("sms_ru", "SMS", "SMS.ru"),
    Provider("turbosms", "SMS", "TurboSMS"),
    Provider("twilio", "SMS", "Twilio"),
    Provider("console", "SMS", "Console", knows_ids=True, is_local=True),
    Provider("telegram", "TELEGRAM", "Telegram"),
    Provider("vk", "VK", "ВКонтакте", knows_ids=True),
    Provider("max_messenger", "MAX", "MAX"),
    Provider("webpush", "PUSH", "Web Push", knows_ids=True),
    Provider("asterisk", "VOICE", "Asterisk", is_local=True, stays_open=True),
    Provider("baresip", "VOICE", "baresip", is_local=True),
    Provider("smsc_voice", "VOICE", "SMSC.ru"),
    Provider("twilio_voice", "VOICE", "Twilio"),
    Provider("missed_call", "CALLS", "SIP", knows_ids=True),
)
"""In the order in which a company is offered them."""


def provider(code: str) -> Provider:
    """Find a provider by its code; refuses one nobody knows."""
    for one in PROVIDERS:
        if one.code == code:
            return one
    raise UnknownProvider(code)
