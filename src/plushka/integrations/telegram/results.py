"""What became of a call to Telegram: said, not said, or nobody knows."""

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    RestartingTelegram,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from plushka.integrations.sending import Refused, Result, Unsure

NOBODY = Refused("no_such_chat", is_final=True, is_address_gone=True)

_RESULTS: tuple[tuple[type[AiogramError], Result], ...] = (
    (TelegramForbiddenError, Refused("blocked", is_final=True, is_address_gone=True)),
    (TelegramBadRequest, Refused("bad_request", is_final=True)),
    (TelegramEntityTooLarge, Refused("bad_request", is_final=True)),
    (TelegramUnauthorizedError, Refused("unauthorized")),
    (TelegramNotFound, Refused("unauthorized")),
    (RestartingTelegram, Refused("restarting")),
    (TelegramServerError, Unsure("server_error")),
    (TelegramNetworkError, Unsure("broken_off")),
    (ClientDecodeError, Unsure("rubbish")),
)
"""The first that fits; special ones stand before those they are a kind of."""

_OTHER = Refused("refused")
_GONE = ("chat not found", "peer_id_invalid", "user not found")


def of(fault: AiogramError) -> Result:
    """Say what became of a message; what may have been said is unsure."""
    match fault:
        case TelegramRetryAfter():
            return Refused("too_many", retry_after=float(fault.retry_after))
        case TelegramBadRequest() if any(word in fault.message.lower() for word in _GONE):
            return NOBODY
        case TelegramNetworkError() if _never_reached(fault):
            return Refused("unreachable")
    return next((result for kind, result in _RESULTS if isinstance(fault, kind)), _OTHER)


def sentence(fault: AiogramError) -> str:
    """Say why the bot cannot be used, without the token, which stands in addresses."""
    match fault:
        case TelegramUnauthorizedError() | TelegramNotFound():
            return "Telegram does not know this token."
        case TelegramNetworkError() | TelegramServerError() | ClientDecodeError():
            return "Telegram does not answer."
        case TelegramRetryAfter():
            return "Telegram asks us to wait."
        case TelegramBadRequest():
            return "Telegram does not take the address it shall call: it must be public https."
        case _:
            return "Telegram refuses."


def _never_reached(fault: TelegramNetworkError) -> bool:
    return isinstance(fault.__cause__, ClientConnectorError | ConnectionTimeoutError)
