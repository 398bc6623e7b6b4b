"""Many tills at once, tills that hang up, and a database that goes away."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from litestar.testing import TestClient
from structlog.testing import capture_logs

from plushka.lib.gather import Gatherer
from plushka.web.api import tills
from tests.web.api.till import Till, new_phone, new_receipt


def at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all of them at the same time."""
    with ThreadPoolExecutor(len(works)) as threads:
        return [one.result() for one in [threads.submit(work) for work in works]]


@pytest.mark.slow
def test_same_receipt_eight_times_at_once_is_one_sale(till: Till):
    anna = till.enrol()
    asked = {
        "member": {"id": anna["id"]},
        "outlet": "main",
        "receipt": new_receipt(),
        "total": "100.00",
    }

    answers = at_once([lambda: till.post("/sales", asked)] * 8)

    assert Counter(one.status_code for one in answers) == {201: 1, 200: 7}
    assert len({one.text for one in answers}) == 1
    assert till.get(f"/members/{anna['id']}").json()["balance"]["spendable"] == "5.00"


@pytest.mark.slow
def test_points_are_spent_ten_times_and_not_once_more(till: Till):
    anna = till.enrol()
    till.give(anna["id"], "1000.00")

    def spend() -> Any:
        sale = {"outlet": "main", "receipt": new_receipt(), "total": "100.00", "redeem": "100.00"}
        return till.post("/sales", {**sale, "member": {"id": anna["id"]}})

    answers = at_once([spend] * 50)

    assert Counter(one.status_code for one in answers) == {201: 10, 422: 40}
    assert {one.json()["code"] for one in answers if one.status_code == 422} == {
        "not_enough_points"
    }


@pytest.mark.slow
def test_same_enrolment_at_once_makes_one_member(till: Till):
    asked, key = {"phone": new_phone()}, new_receipt()

    plain = at_once([lambda: till.post("/members", {"phone": asked["phone"]})] * 4)
    keyed = at_once(
        [lambda: till.post("/members", {"card": "4600000000015"}, idempotency_key=key)] * 4
    )

    assert Counter(one.status_code for one in plain) == {201: 1, 409: 3}
    assert Counter(one.status_code for one in keyed) == {201: 1, 200: 3}
    assert len({one.json()["id"] for one in keyed}) == 1


@pytest.mark.slow
def test_every_next_call_works_after_all_connections_were_terminated(till: Till):
    anna = till.enrol()
    calls: list[Callable[[], Any]] = [lambda: till.get(f"/members/{anna['id']}")] * 12
    calls += [lambda: till.post("/sales/quote", {"outlet": "main", "total": "1"})] * 12
    calls += [
        lambda: till.post("/sales", {"outlet": "main", "receipt": new_receipt(), "total": "1"})
    ] * 12
    at_once(calls)
    with connections["owner"].cursor() as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    answers = at_once(calls)

    assert {one.status_code for one in answers} <= {200, 201}


def test_database_that_stays_away_is_told(till: Till, monkeypatch: pytest.MonkeyPatch):
    from django.db import OperationalError

    from plushka.web.api import keys

    def away(_authorization: bytes) -> None:
        raise OperationalError("the connection to +79161234567 is lost")

    monkeypatch.setattr(keys, "look_up", away)

    answer = till.get("/sales", outlet="main", receipt="x")

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"
    assert "+7916" not in answer.text


def test_our_own_fault_tells_nothing_of_itself(till: Till, monkeypatch: pytest.MonkeyPatch):
    from plushka.web.api import keys

    def fail(_authorization: bytes) -> None:
        raise ValueError("the phone +79161234567 is odd")

    monkeypatch.setattr(keys, "look_up", fail)

    with capture_logs() as logs:
        answer = till.get("/sales", outlet="main", receipt="x")

    written = str(logs)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.headers["x-request-id"] in written
    assert "ValueError" in written
    assert "+7916" not in answer.text + written


def test_sale_is_recorded_though_the_till_hangs_up(till: Till, client: TestClient):
    receipt = new_receipt()
    body = b'{"outlet": "main", "receipt": "%s", "total": "1.00"}' % receipt.encode()
    sent: list[Any] = []

    async def hang_up() -> None:
        messages = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> Any:
            return next(messages)

        async def send(message: Any) -> None:
            sent.append(message)

        headers = [
            (b"authorization", f"Bearer {till.key}".encode()),
            (b"content-type", b"application/json"),
        ]
        request = asyncio.create_task(
            _app(client)(
                {
                    "type": "http",
                    "method": "POST",
                    "path": "/api/v1/sales",
                    "query_string": b"",
                    "headers": headers,
                    "asgi": {"version": "3.0"},
                },
                receive,
                send,
            )
        )
        for _ in range(1_000_000):
            if _asked(tills.tills):
                break
            await asyncio.sleep(0)
        request.cancel()
        await tills.tills.finish()

    till.get("/sales", outlet="main", receipt="x")
    # A crowd of the test before is waited for still, by another loop, which would take ours in.
    while _asked(tills.tills):
        time.sleep(0.005)
    asyncio.run(hang_up())

    assert sent == []
    [found] = till.get("/sales", outlet="main", receipt=receipt).json()["items"]
    assert found["total"] == "1.00"


def _app(client: TestClient) -> Callable[..., Awaitable[None]]:
    app: Any = client.app
    return app


def _asked(gatherer: Gatherer[Any, Any, Any]) -> bool:
    return bool(gatherer._waiting)
