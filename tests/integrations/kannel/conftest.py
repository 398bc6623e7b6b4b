"""Kannel between a message centre and the address it calls."""

import asyncio
import threading
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from plushka.integrations.kannel.channel import Settings, open_channel
from plushka.integrations.sending import Call, Heard
from tests.counterparts.kannel import gateway
from tests.counterparts.smsc import Smsc, centre
from tests.fakes.serving import Served


class Hook:
    """Where Kannel calls; what it says is read by a channel as the page of hooks would."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.is_new = threading.Event()
        self.settings: Settings | None = None

    def answer(self, path: str, headers: dict[str, str], _: object) -> tuple[int, bytes]:
        """Read one call."""
        assert self.settings is not None
        query = {name: said[0] for name, said in parse_qs(urlsplit(path).query).items()}
        answer = open_channel(self.settings).read(Call("GET", query, headers, b""))
        self.heard += answer.heard
        self.is_new.set()
        return answer.status, answer.body.encode()

    async def wait(self) -> list[Heard]:
        """Give what was heard as soon as there is something."""
        assert await asyncio.to_thread(self.is_new.wait, 10)
        return self.heard


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hook, Smsc]]:
    """Both ends of a Kannel that runs."""
    folder, hook = tmp_path_factory.mktemp("kannel"), Hook()
    with Served(hook.answer) as served, centre(folder) as smsc:
        hook_url = f"{served.address}/hooks/lipa/1/"
        with gateway(folder, smsc, hook_url) as kannel:
            hook.settings = Settings(
                url=kannel.url,
                username="lipa",
                password="secret",
                sender="Lipa",
                hook_url=hook_url,
                hook_secret="a word",
            )
            yield hook, smsc


@pytest.fixture
def hook(place: tuple[Hook, Smsc]) -> Hook:
    """The end that Kannel calls; it has heard nothing yet."""
    hook, smsc = place
    smsc.forget()
    hook.heard = []
    hook.is_new.clear()
    return hook


@pytest.fixture
def smsc(place: tuple[Hook, Smsc]) -> Smsc:
    """The end that Kannel sends to."""
    return place[1]


@pytest.fixture
def settings(hook: Hook) -> Settings:
    """An account with Kannel."""
    assert hook.settings is not None
    return hook.settings
