"""Mail to staff.

It is sent beside the request, so that a slow mail server keeps nobody waiting
and the time an answer takes tells nobody whether an address is known. What
cannot be sent is logged without the address; whoever waits asks again.
"""

from concurrent.futures import ThreadPoolExecutor

import structlog
from django.conf import settings
from django.core.mail import EmailMessage

log = structlog.get_logger("plushka.mail")

_sending = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def is_set_up() -> bool:
    """Tell whether mail can be sent, and would lead to us.

    Links are made of the host name of the request. While any name is answered
    to, a stranger could have a link sent that leads to a host of theirs.
    """
    return bool(settings.MAILERS) and (settings.PLUSHKA_DEMO or "*" not in settings.ALLOWED_HOSTS)


def send(*, to: str, subject: str, text: str) -> None:
    """Send a letter soon; without a mail server, nothing happens."""
    if is_set_up():
        message = EmailMessage(" ".join(subject.split()), text, to=[to])
        _sending.submit(_send, message)


def wait() -> None:
    """Wait until what was handed over is sent."""
    _sending.submit(bool).result()


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception as trouble:  # noqa: BLE001 - nobody waits for it; the log is all there is
        log.warning("mail_not_sent", trouble=type(trouble).__name__)
