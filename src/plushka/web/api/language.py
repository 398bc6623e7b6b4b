"""Which language an answer's texts are in."""

from functools import lru_cache

from plushka.web.api.wire import Scope

SPOKEN = ("ru", "uk", "en")

REFUSING = "en"
"""What refusals are told in where nothing else is wished for, as their titles always are."""


@lru_cache(maxsize=256)
def chosen(accepted: bytes, default: str) -> str:
    """Choose by an ``Accept-Language`` header; the tenant's own where it names none of ours."""
    wishes = [_wish(part) for part in accepted[:_LONGEST].decode("latin-1").split(",")]
    spoken = [wish for wish in wishes if wish[1] in SPOKEN and wish[0] > 0]
    return max(spoken, key=lambda wish: wish[0])[1] if spoken else default


def of_refusals(scope: Scope) -> str:
    """Choose the language a request is refused in, before anything else is known of it."""
    accepted = b", ".join(value for name, value in scope["headers"] if name == b"accept-language")
    return chosen(accepted, REFUSING)


_LONGEST = 200


def _wish(part: str) -> tuple[float, str]:
    tag, _, quality = part.partition(";")
    code = tag.strip().split("-")[0].lower()
    try:
        return (float(quality.strip().removeprefix("q=")) if quality else 1.0), code
    except ValueError:
        return 0.0, code
