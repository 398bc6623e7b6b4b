"""What was looked up lately is known for a while, and looked up again by one."""

import time

import pytest

from plushka.web.api.lately import Lately


def test_what_is_over_is_looked_up_by_one_while_others_go_on(monkeypatch: pytest.MonkeyPatch):
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    lately: Lately[str, str] = Lately(seconds=5)
    lately.put("key", "Липа")

    fresh = lately.get("key")
    clock[0] += 5
    over = [lately.get("key") for _ in range(3)]
    clock[0] += 1
    later = lately.get("key")

    assert (fresh, over, later) == ("Липа", [None, "Липа", "Липа"], None)


def test_what_was_dropped_is_not_known():
    lately: Lately[str, str] = Lately(seconds=5)
    lately.put("key", "Липа")

    lately.drop("key")

    assert lately.get("key") is None
