"""A page that refuses because something was asked for too often says when to ask again."""

from django.http import HttpResponse

from plushka.lib.refusal import Refusal

TOO_MANY = 429


def paused(response: HttpResponse, refusal: Refusal) -> HttpResponse:
    """Say in the header after how many seconds to ask again, where the refusal knows."""
    seconds = refusal.facts.get("retry_after")
    if seconds is not None:
        response.status_code = TOO_MANY
        response["Retry-After"] = str(seconds)
    return response
