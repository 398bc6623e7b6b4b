"""A caller is busy'd by Debian's kamailio with our configuration, and we hear who called."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from plushka.integrations.missed_call.channel import MissedCalls, Settings
from plushka.integrations.sending import Call, Heard, Inbound
from tests.fakes.serving import Served

pytest_plugins = ("tests.counterparts.kamailio",)
pytestmark = pytest.mark.slow

SECRET = "a word of ours"


class Hook:
    """Where the exchange tells of calls: our channel reads them."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.channel = MissedCalls(Settings(hook_secret=SECRET))

    def __call__(self, _: str, head: dict[str, str], asked: dict[str, Any]) -> tuple[int, bytes]:
        self.heard += self.channel.read(Call("POST", asked, head, b"")).heard
        return 200, b""

    def wait(self, times: int) -> list[Heard]:
        """Give what was heard, once it is so much."""
        give_up = time.monotonic() + 5
        while len(self.heard) < times and time.monotonic() < give_up:
            time.sleep(0.02)
        return self.heard


def test_a_free_call_tells_who_called(exchange: Callable[..., Any]) -> None:
    hook = Hook()
    with Served(hook) as served, exchange(f"{served.address}/hooks/", SECRET) as opened:
        assert opened.is_called("78001234567", times=2)
        heard = hook.wait(2)

    assert [(one.sender, one.to, one.kind) for one in heard if isinstance(one, Inbound)] == [
        ("+79161234567", "+78001234567", "CALL")
    ] * 2
    assert len({one.id for one in heard if isinstance(one, Inbound)}) == 2


def test_a_caller_is_answered_also_when_we_are_away(exchange: Callable[..., Any]) -> None:
    with exchange("http://127.0.0.1:1/", SECRET) as opened:
        assert opened.is_called("78001234567")


def test_only_the_provider_calls(exchange: Callable[..., Any]) -> None:
    hook = Hook()
    with (
        Served(hook) as served,
        exchange(f"{served.address}/", SECRET, provider="198.51.100.7") as opened,
    ):
        assert not opened.is_called("78001234567")

    assert hook.heard == []
