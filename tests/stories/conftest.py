"""A Plushka as a person starts it."""

from collections.abc import Iterator

import pytest
from bench.stage import Stage, stage

from tests import programs
from tests.homes import copied_home
from tests.stories.installed import Installed, installed


@pytest.fixture(scope="module")
def plushka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The command, in a home that the tests of one file share."""
    home = tmp_path_factory.mktemp("installed")
    yield from installed(copied_home(tmp_path_factory, home / "var"))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The stage of the benches, in a home that is gone afterwards."""
    home = tmp_path_factory.mktemp("scratch")
    with stage(home=copied_home(tmp_path_factory, home / "var")) as made:
        yield made


@pytest.fixture
def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    return programs.free_port()
