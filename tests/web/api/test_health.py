"""Whether the process lives, and whether it can serve, said at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from litestar.testing import TestClient

from plushka.web.api import health
from plushka.web.api.app import make


def test_health(client: TestClient):
    assert client.get("/health/live").json() == {"status": "live"}
    assert client.get("/health/ready").json() == {"status": "ready"}
    assert client.post("/health/ready").status_code == 405


def test_not_ready_where_migrations_are_missing(django_db_setup: None):
    with TestClient(app=make(is_ready=bool)) as client:
        answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"


@pytest.mark.slow
def test_database_that_says_nothing_is_away_after_a_breath_and_asked_once(django_db_setup: None):
    speaks, asked = threading.Event(), []

    def is_ready() -> bool:
        asked.append(1)
        return speaks.wait(30)

    with TestClient(app=make(is_ready=is_ready)) as client, ThreadPoolExecutor(4) as monitors:
        began = time.monotonic()
        silent = list(monitors.map(client.get, ["/health/ready"] * 4))
        seconds = time.monotonic() - began
        speaks.set()
        [*_, spoken] = [client.get("/health/ready") for _ in range(2)]

    assert [one.status_code for one in silent] == [503] * 4
    assert health.PATIENCE <= seconds < health.PATIENCE + 1
    assert spoken.status_code == 200
    assert len(asked) <= 3
