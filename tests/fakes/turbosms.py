"""TurboSMS: what its documents say of sending, of the balance and of its calls.

There is no client of the vendor's for Python to hold it against.
"""

import hashlib
import json

from plushka.integrations.sending import Call
from tests.fakes.serving import Asked

TOKEN = "0123456789abcdef"


class TurboSms:
    """An account with TurboSMS; ``words`` are its answers for the next numbers, one each."""

    def __init__(self) -> None:
        self.sent: list[Asked] = []
        self.words: list[tuple[int, str]] = []

    def answer(self, path: str, headers: dict[str, str], asked: Asked) -> tuple[int, bytes]:
        """Answer a call of the API; always with 200, as they do."""
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return 200, _told(301, "INVALID_TOKEN", None)
        if path == "/user/balance.json":
            return 200, _told(0, "OK", {"balance": 10.5})
        assert path == "/message/send.json", path
        [number] = asked["recipients"]
        if self.words:
            code, word = self.words.pop(0)
            one = {"phone": number, "response_code": code, "response_status": word}
            return 200, _told(
                803, "SUCCESS_MESSAGE_PARTIAL_ACCEPTED", [one | {"message_id": None}]
            )
        self.sent.append({"to": number} | asked["sms"])
        one = {"phone": number, "response_code": 0, "response_status": "OK"}
        sent = one | {"message_id": f"f83f8868-5e46-c6cf-e4fb-{len(self.sent):012}"}
        return 200, _told(800, "SUCCESS_MESSAGE_ACCEPTED", [sent])

    def report(self, message_id: str, status: str, *, secret: str) -> Call:
        """Call as they do: signed over the number of the event and nothing else."""
        event = "8e1d3e07"
        said = {
            "id": event,
            "type": "message.dlr",
            "try": 1,
            "signature": hashlib.sha1((secret + event).encode()).hexdigest(),  # noqa: S324 - theirs
            "data": {
                "message_id": message_id,
                "status": status,
                "dlr_date": "2026-11-22 12:00:00",
            },
        }
        return Call("POST", {"secret": secret}, {}, json.dumps(said).encode())


def _told(code: int, word: str, result: object) -> bytes:
    told = {"response_code": code, "response_status": word, "response_result": result}
    return json.dumps(told).encode()
