"""What a company fills in for its bot; apart from the channel, whose library takes seconds."""

from typing import Annotated

import msgspec

from plushka.integrations.providers import Secret


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a company fills in for its bot."""

    token: Annotated[Secret, msgspec.Meta(pattern=r"^[0-9]{1,20}:[A-Za-z0-9_-]{20,80}$")]
    """What @BotFather gave: digits, a colon and letters."""
    api: Annotated[str, msgspec.Meta(pattern=r"^https?://[^/\s]+$")] = "https://api.telegram.org"
    """Where the Bot API is, for those who run one of their own."""
