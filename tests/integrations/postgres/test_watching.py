"""A server that dies under somebody's work comes back by itself."""

from pathlib import Path

import psycopg
import pytest

from plushka.integrations import postgres
from tests.integrations.postgres.conftest import (
    answers,
    kill_postmaster,
    postmaster,
    wait_until,
)

pytestmark = pytest.mark.slow


def test_a_killed_server_comes_back_while_it_is_used(home: Path) -> None:
    with postgres.kept_running(home):
        url = postgres.ensure(home)
        first = kill_postmaster(home)

        wait_until(lambda: answers(url) and postmaster(home) != first)


def test_a_server_stopped_by_the_last_who_leaves_stays_stopped(home: Path) -> None:
    with postgres.kept_running(home):
        url = postgres.ensure(home)

    assert postgres.stop_if_last(home) is True
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
