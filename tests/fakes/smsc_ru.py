"""SMSC.ru: what its documents say of ``send.php``, ``balance.php`` and the handler's address.

There is no client of the vendor's for Python to hold it against.
"""

import json
from urllib.parse import urlencode

from plushka.integrations.sending import Call
from tests.fakes.serving import Asked

LOGIN, PASSWORD = "lipa", "secret word"


class SmscRu:
    """An account with SMSC; ``faults`` are what goes wrong with the next messages, one each."""

    def __init__(self) -> None:
        self.sent: list[Asked] = []
        self.faults: list[int] = []

    def answer(self, path: str, _: dict[str, str], asked: Asked) -> tuple[int, bytes]:
        """Answer a call of the API; always with 200, as they do."""
        assert (asked.pop("charset"), asked.pop("fmt")) == ("utf-8", "3")
        if (asked.pop("login"), asked.pop("psw")) != (LOGIN, PASSWORD):
            return 200, _fault(2, "authorise error")
        if path == "/sys/balance.php":
            return 200, json.dumps({"balance": "100.05"}).encode()
        assert path == "/sys/send.php", path
        if self.faults:
            return 200, _fault(self.faults.pop(0), "message is denied")
        self.sent.append(asked)
        told = {"id": len(self.sent), "cnt": 2, "cost": "5.5", "balance": "94.55"}
        return 200, json.dumps(told).encode()

    def call(self, secret: str, **said: str) -> Call:
        """Call the handler as they do, with our word in its address."""
        query = {"charset": "utf-8", "secret": secret}
        return Call("POST", query, {}, urlencode(said).encode())


def _fault(code: int, said: str) -> bytes:
    return json.dumps({"error": said, "error_code": code}).encode()
