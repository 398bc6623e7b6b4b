"""Notices in a member's browsers: what a browser needs to ask its owner, and who said yes."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

import msgspec

from plushka.domain.messaging import addresses, connecting
from plushka.domain.messaging.models import Address, Connection
from plushka.integrations.webpush import keys, subscriptions
from plushka.integrations.webpush.settings import Settings
from plushka.lib.sealing import Unreadable

WAY = "PUSH"


@dataclass(frozen=True, slots=True)
class Notices:
    """What the page shows of them."""

    key: str
    """What browsers are asked by; public."""
    services: tuple[str, ...]
    browsers: list[Address]

    @property
    def known(self) -> str:
        """Stand in for the browsers' addresses, so that one finds itself among them."""
        told = (subscriptions.read(one.value, services=self.services) for one in self.browsers)
        return " ".join(hashlib.sha256(one.endpoint.encode()).hexdigest() for one in told)


def of_member(member_id: UUID) -> Notices | None:
    """Give them; None where the company sends no notices. Inside the company's context."""
    settings = _settings()
    if settings is None:
        return None
    browsers = [
        one
        for one in addresses.find(member_id=member_id)
        if one.way == WAY and _is_read(one.value, settings.services)
    ]
    return Notices(keys.public(settings.private_key), settings.services, browsers)


def _settings() -> Settings | None:
    """Read how the company sends notices, if it does: by the first connection that is on."""
    rows = Connection.objects.filter(way=WAY, provider="webpush", is_on=True)
    for row in rows.order_by("position", "id"):
        try:
            told = {**row.settings, **connecting.secrets_of(row)}
            settings = msgspec.convert(told, Settings, strict=False)
            keys.public(settings.private_key)
        except (Unreadable, msgspec.ValidationError, keys.BadKey):
            continue
        return settings
    return None


def _is_read(value: str, services: tuple[str, ...]) -> bool:
    try:
        subscriptions.read(value, services=services)
    except subscriptions.BadSubscription:
        return False
    return True
