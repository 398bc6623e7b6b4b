"""A program that talks to the API, as tills do."""

import itertools
import re
from collections.abc import Mapping
from typing import Any

import httpx

from plushka.domain.members.card import check_digit
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import Created

API = "/api/v1"
_numbers = itertools.count(1_000_000)


def new_phone() -> str:
    """Give a phone nobody has."""
    return f"+7916{next(_numbers)}"


def new_card() -> str:
    """Give a card number nobody has."""
    twelve = f"46088{next(_numbers)}"
    return twelve + check_digit(twelve)


def new_receipt() -> str:
    """Give a receipt nobody has."""
    return f"A-{next(_numbers)}"


def last_code(company: Created) -> str:
    """Read the last code that was sent."""
    with tenant_context(company.tenant.id):
        text = Message.objects.order_by("-id").values_list("text", flat=True)[0]
    found = re.search(r"[0-9]{4}", text)
    assert found
    return found[0]


class Till:
    """Speaks for one key."""

    def __init__(self, client: Any, key: str) -> None:
        self.client = client
        self.key = key

    def send(
        self,
        method: str,
        path: str,
        json: Any = None,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send one request with the key."""
        said = {"authorization": f"Bearer {self.key}"}
        if content is not None:
            said["content-type"] = "application/json"
        given = {"json": json} if json is not None else {"content": content}
        answer: httpx.Response = self.client.request(
            method, API + path, headers={**said, **(headers or {})}, params=params, **given
        )
        return answer

    def get(self, path: str, **params: str) -> httpx.Response:
        """Read something."""
        return self.send("GET", path, params=params)

    def post(self, path: str, json: Any, **headers: str) -> httpx.Response:
        """Write something; ``headers`` with underscores for hyphens."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("POST", path, json, headers=said)

    def enrol(self, **more: Any) -> dict[str, Any]:
        """Make a member."""
        answer = self.post("/members", {"phone": new_phone(), **more})
        assert answer.status_code == 201, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def sell(self, **sale: Any) -> dict[str, Any]:
        """Record a sale."""
        answer = self.post("/sales", {"outlet": "main", "receipt": new_receipt(), **sale})
        assert answer.status_code == 201, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def give(self, member: str, points: str, **more: Any) -> dict[str, Any]:
        """Give a member points by hand."""
        asked = {"member": {"id": member}, "points": points, "reason": "подарок", **more}
        answer = self.post("/adjustments", asked)
        assert answer.status_code == 201, answer.text
        told: dict[str, Any] = answer.json()
        return told
