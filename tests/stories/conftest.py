"""A Plushka as a person starts it."""

import socket
from collections.abc import Iterator

import pytest

from tests.stories.installed import Installed, installed


@pytest.fixture(scope="module")
def plushka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The command, in a home that the tests of one file share."""
    home = tmp_path_factory.mktemp("installed")
    yield from installed(home / "var")


@pytest.fixture
def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
