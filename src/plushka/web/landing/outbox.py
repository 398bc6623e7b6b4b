"""Mail of the demo, which writes to nobody: it lies in a folder, and on a page."""

import datetime as dt
import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.web.ui.htmx import show
from plushka.web.ui.middleware import is_public

MOST = 30


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter."""

    at: dt.datetime
    to: str
    subject: str
    text: str


@is_public
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the newest mail to staff: in the demo only; links open for everybody there."""
    if not settings.PLUSHKA_DEMO:
        raise Http404
    context = {"letters": newest(Path(settings.PLUSHKA_OUTBOX))}
    return show(request, "landing/outbox.html", "letters", context)


def newest(folder: Path) -> list[Mail]:
    """Read the newest letters of a folder, newest first."""
    if not folder.is_dir():
        return []
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [_read(path) for path in files[:MOST]]


def _read(path: Path) -> Mail:
    policy = email.policy.default
    message = email.message_from_bytes(path.read_bytes(), EmailMessage, policy=policy)
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    # The folder's backend draws a line under each letter.
    text = text.rstrip().rstrip("-").rstrip()
    at = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
    return Mail(at, str(message["to"]), str(message["subject"]), text)
