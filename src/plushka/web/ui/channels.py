"""A company's connections, as channels that speak to providers."""

import msgspec

from plushka.domain.messaging import connecting
from plushka.domain.messaging.models import Connection
from plushka.integrations.providers import UnknownProvider, provider
from plushka.integrations.sending import Channel
from plushka.lib.sealing import Unreadable


class NoLine(Exception):  # noqa: N818 - a fault said in the trade's words
    """The connection cannot be opened as it is set up."""


def open_channel(row: Connection) -> Channel:
    """Make the channel of a connection; nothing is connected yet. Raises ``NoLine``."""
    try:
        made = provider(row.provider)
        told = {**row.settings, **connecting.secrets_of(row)}
        return made.open(msgspec.convert(told, made.settings, strict=False))
    except (UnknownProvider, Unreadable, msgspec.ValidationError) as trouble:
        raise NoLine(type(trouble).__name__) from trouble
