"""Debian's kamailio with the configuration we ship, and sipp's callers."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from plushka.integrations import missed_call
from tests.programs import free_port, need, running

SHIPPED = Path(missed_call.__file__).parent / "kamailio.cfg"
SCENARIO = Path(__file__).parent / "missed_call.xml"
VALUES = (
    "udp:203.0.113.10:5060",
    "198.51.100.20",
    "https://loyalty.example/hooks/company/connection/",
    "the word shown where the connection is set up",
)
"""What the shipped file has in the places that are to be changed."""


@dataclass(frozen=True)
class Exchange:
    """A telephone exchange that takes calls of one provider."""

    port: int
    log: Path

    def is_called(self, number: str, *, times: int = 1) -> bool:
        """Let sipp call it; whether each call was answered as busy."""
        called = subprocess.run(
            (
                need("sipp"),
                *("-sf", SCENARIO, "-s", number, "-m", str(times), "-i", "127.0.0.1"),
                *("-p", str(free_port()), "-timeout", "5", "-recv_timeout", "3000", "-nostdin"),
                f"127.0.0.1:{self.port}",
            ),
            cwd=self.log.parent,
            capture_output=True,
            check=False,
            timeout=20,
        )
        return called.returncode == 0


@pytest.fixture
def exchange(tmp_path: Path) -> Callable[..., object]:
    """Open exchanges that tell of calls at an address."""

    @contextmanager
    def opened(
        hook_url: str, hook_secret: str, *, provider: str = "127.0.0.1"
    ) -> Iterator[Exchange]:
        kamailio, port, log = need("kamailio"), free_port(), tmp_path / "log"
        text = SHIPPED.read_text()
        chosen = (f"udp:127.0.0.1:{port}", provider, hook_url, hook_secret)
        for value, instead in zip(VALUES, chosen, strict=True):
            assert value in text
            text = text.replace(value, instead)
        configuration = tmp_path / "kamailio.cfg"
        configuration.write_text(text)
        command = (kamailio, "-f", configuration, "-DD", "-E", "-m", "32", "-Y", tmp_path)
        with running(*command, "-w", tmp_path, log=log, line="Listening on"):
            yield Exchange(port, log)

    return opened
