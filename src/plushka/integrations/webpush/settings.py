"""What a company fills in; apart from the channel, whose libraries take half a second to load."""

from typing import Annotated

import msgspec

from plushka.integrations.providers import Secret
from plushka.integrations.webpush import keys, subscriptions


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A company that sends notices to browsers."""

    contact: Annotated[str, msgspec.Meta(pattern=r"^(mailto:\S+@\S+|https://\S+)$")]
    """Where a push service writes if notices trouble it: ``mailto:…`` or ``https://…``."""
    private_key: Secret
    """What notices are signed by. Browsers that said yes to it know no other."""
    services: tuple[str, ...] = subscriptions.SERVICES
    """The push services that may be called; a star stands for names of theirs."""


def made() -> dict[str, str]:
    """Make what is ours to make when a company sets it up: its key."""
    return {"private_key": keys.make()}
