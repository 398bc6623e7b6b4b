"""Where people find us, for links in what is sent: no request says it there."""

from django.conf import settings


def public(path: str) -> str:
    """Give the whole address of a page; empty while ``PLUSHKA_HOSTS`` names no host."""
    host = next((one for one in settings.ALLOWED_HOSTS if one and one[0] not in "*."), "")
    scheme = "https" if settings.PLUSHKA_PROXY else "http"
    return f"{scheme}://{host}{path}" if host else ""
