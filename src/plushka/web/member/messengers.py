"""The company's bots that a member can connect to their page."""

from plushka.domain.messaging.models import Connection
from plushka.web.member.chats.understanding import CONNECT

_SIGN = "@"


def telegram_bot() -> str:
    """Give the name of the company's Telegram bot; empty where it has none that was tried.

    Inside the company's context.
    """
    rows = Connection.objects.filter(provider="telegram", is_on=True, removed_at=None)
    names = rows.order_by("position", "id").values_list("known_as", flat=True)
    return next((name.removeprefix(_SIGN) for name in names if name.startswith(_SIGN)), "")


def telegram_link(bot: str, secret: str) -> str:
    """Give the address that opens the bot and tells it whose chat this is, once."""
    return f"https://t.me/{bot}?start={CONNECT}{secret}"
