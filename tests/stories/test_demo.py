"""A stranger starts the demo."""

import json
import stat
import urllib.request

import pytest

from tests.stories.installed import PATIENCE_SECONDS, stop, wait_for

pytestmark = pytest.mark.slow


def test_the_demo_shows_its_first_page_within_a_minute_and_goes_on(plushka, free_port):
    progress = plushka.home / "demo-import.json"
    sign_in = plushka.home / "demo.json"

    demo = plushka.start("demo", "--port", str(free_port))
    wait_for(lambda: _answers(f"http://127.0.0.1:{free_port}/"))
    wait_for(lambda: progress.exists() and json.loads(progress.read_text())["done"] >= 500)
    said = stop(demo)

    kept = json.loads(sign_in.read_text(encoding="utf-8"))
    assert said.code == 0
    assert f"http://127.0.0.1:{free_port}/" in said.out
    assert kept["cashier"]["password"] in said.out
    assert stat.S_IMODE(sign_in.stat().st_mode) == 0o600
    assert set(kept) >= {"tenant", "key", "cashier", "owner"}
    assert [one["role"] for one in kept["colleagues"]] == ["MARKETER", "ANALYST", "SUPPORT"]
    state = json.loads(progress.read_text())
    assert state["state"] in {"RUNNING", "DONE"}
    assert state["of"] >= 3000

    again = plushka.start("demo", "--port", str(free_port))
    wait_for(lambda: _answers(f"http://127.0.0.1:{free_port}/health/ready"))
    stop(again)
    assert json.loads(sign_in.read_text(encoding="utf-8")) == kept


def _answers(url):
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            return answer.status == 200
    except OSError:
        return False
