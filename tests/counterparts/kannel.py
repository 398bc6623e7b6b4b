"""Debian's Kannel, a gateway between HTTP and SMPP, with the message centre behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.counterparts.smsc import Smsc
from tests.programs import free_port, need, running

SETTINGS = """
group = core
admin-port = {admin}
admin-password = secret
smsbox-port = {box}
admin-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
admin-allow-ip = 127.0.0.1
dlr-storage = internal

group = smsc
smsc = smpp
smsc-id = centre
host = 127.0.0.1
port = {smsc}
smsc-username = kannel
smsc-password = secret
system-type = plushka
transceiver-mode = true
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
mo-recode = true

group = sendsms-user
username = lipa
password = secret
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "{hook}?what=message&secret=a%%20word&id=%I&from=%p&to=%P&text=%a"
"""


@dataclass(frozen=True, slots=True)
class Kannel:
    """One that runs."""

    url: str


@contextmanager
def gateway(folder: Path, smsc: Smsc, hook: str) -> Iterator[Kannel]:
    """Run Kannel between a message centre and the address it calls."""
    bearerbox = need("kannel")
    admin, box, sendsms = free_port(), free_port(), free_port()
    settings = folder / "kannel.conf"
    settings.write_text(
        SETTINGS.format(admin=admin, box=box, sendsms=sendsms, smsc=smsc.port, hook=hook)
    )
    smsbox = bearerbox.with_name("smsbox")
    with (
        running(bearerbox, settings, port=box, log=folder / "bearerbox.log"),
        running(smsbox, settings, port=sendsms, log=folder / "smsbox.log"),
    ):
        smsc.wait(lambda seen: seen["binds"])
        yield Kannel(f"http://127.0.0.1:{sendsms}/cgi-bin/sendsms")
