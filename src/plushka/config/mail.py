"""How mail leaves, in Django's terms."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TIMEOUT_SECONDS = 10
_BACKENDS = "django.core.mail.backends"


def mailers(url: str, *, outbox: Path | None) -> dict[str, dict[str, Any]]:
    """Describe where mail goes: an SMTP server, a folder, or nowhere.

    ``url`` is ``smtp://user:password@host:587``, which changes to TLS before
    it signs in, ``smtps://`` for TLS from the first byte, or either with
    ``?tls=no`` for a server on the same machine. ``outbox`` is the folder of
    the demo, which writes to nobody.
    """
    if outbox is not None:
        options: dict[str, Any] = {"file_path": str(outbox)}
        return {"default": {"BACKEND": f"{_BACKENDS}.filebased.EmailBackend", "OPTIONS": options}}
    if not url:
        return {}
    parts = urlsplit(url)
    is_plain = dict(parse_qsl(parts.query)).get("tls") == "no"
    options = {
        "host": parts.hostname or "localhost",
        "port": parts.port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme != "smtps" and not is_plain,
        "timeout": TIMEOUT_SECONDS,
    }
    return {"default": {"BACKEND": f"{_BACKENDS}.smtp.EmailBackend", "OPTIONS": options}}
