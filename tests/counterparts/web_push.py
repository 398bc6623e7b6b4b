"""A push service with browsers behind it that decrypt: npm's web-push-testing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from tests.programs import free_port, need, running

HERE = Path(__file__).parent


@dataclass(frozen=True)
class PushService:
    """The service; browsers are known by a hash of theirs."""

    origin: str

    def subscribe(self, public_key: str) -> tuple[str, str]:
        """Let a new browser say yes to a key; gives its hash and its subscription as JSON."""
        told = self._ask(
            "subscribe", {"userVisibleOnly": "true", "applicationServerKey": public_key}
        )
        data = told["data"]
        browser = data.pop("clientHash")
        return browser, msgspec.json.encode(data).decode()

    def shown(self, browser: str) -> list[Any]:
        """What the browser has decrypted, in order."""
        told = self._ask("get-notifications", {"clientHash": browser})
        return [msgspec.json.decode(one) for one in told["data"]["messages"]]

    def end(self, browser: str) -> None:
        """End the browser's subscription."""
        httpx.post(f"{self.origin}/expire-subscription/{browser}").raise_for_status()

    def _ask(self, path: str, told: dict[str, str]) -> Any:
        return httpx.post(f"{self.origin}/{path}", json=told).raise_for_status().json()


@pytest.fixture(scope="session")
def push_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PushService]:
    need("web-push-testing")
    port, log = free_port(), tmp_path_factory.mktemp("web-push") / "log"
    with running("node", HERE / "web_push.cjs", str(port), log=log, port=port):
        yield PushService(f"http://localhost:{port}")
