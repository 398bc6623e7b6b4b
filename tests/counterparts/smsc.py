"""A message centre that speaks SMPP: npm's ``smpp``, steered over HTTP by ``smsc.cjs``."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.programs import free_port, need, running

SCRIPT = Path(__file__).with_suffix(".cjs")
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Smsc:
    """One that runs."""

    port: int
    steering: int

    def seen(self) -> dict[str, Any]:
        """All that came over its lines."""
        return self._post("/seen")

    def behave(self, **how: str) -> None:
        """Answer otherwise from now on."""
        self._post("/behave", how)

    def deliver(self, *messages: dict[str, Any]) -> None:
        """Hand these over to all who are bound."""
        self._post("/deliver", list(messages))

    def hang_up(self) -> None:
        """End all connections; new ones are taken."""
        self._post("/hang-up")

    def talk_rubbish(self) -> None:
        """Send what is no SMPP."""
        self._post("/talk")

    def forget(self) -> None:
        """Begin anew: nothing was seen, and all is answered as it should be."""
        self.behave(submit="accept", bind="accept", enquire="answer", receipt="tags")
        self._post("/forget")

    def wait(self, until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Give what it has seen as soon as that is so."""
        give_up = time.monotonic() + SECONDS
        while not until(seen := self.seen()):
            assert time.monotonic() < give_up, seen
            time.sleep(0.02)
        return seen

    def _post(self, path: str, said: object = None) -> dict[str, Any]:
        url = f"http://127.0.0.1:{self.steering}{path}"
        seen: dict[str, Any] = httpx.post(url, json=said, timeout=SECONDS).json()
        return seen


@contextmanager
def centre(folder: Path, *, counts_only: bool = False, port: int | None = None) -> Iterator[Smsc]:
    """Run a centre; one that only counts keeps no messages, for those who send very many."""
    need("smpp")
    smsc = Smsc(port or free_port(), free_port())
    ports = (str(smsc.port), str(smsc.steering))
    how = ("count",) if counts_only else ()
    with running("node", SCRIPT, *ports, *how, log=folder / f"smsc-{smsc.port}.log", line="ready"):
        yield smsc


@pytest.fixture(scope="session")
def running_smsc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Smsc]:
    """The centre of all tests of this process."""
    with centre(tmp_path_factory.mktemp("smsc")) as smsc:
        yield smsc


@pytest.fixture
def smsc(running_smsc: Smsc) -> Smsc:
    """A centre that has seen nothing yet."""
    running_smsc.hang_up()
    running_smsc.forget()
    return running_smsc
