"""SMS.ru: what its documents say of sending, of the balance and of its calls.

Held against PyPI's ``smsru-api``, which is not ours.
"""

import hashlib
import json
import re
from typing import Any
from urllib.parse import urlencode

from plushka.integrations.sending import Call
from tests.fakes.serving import Asked

API_ID = "5A0B1C2D-0000-1111-2222-333344445555"
TAKEN, WRONG_KEY, NO_NUMBER, NO_TEXT = 100, 200, 202, 203


class SmsRu:
    """An account with SMS.ru; ``codes`` are its answers for the next numbers, one each."""

    def __init__(self) -> None:
        self.sent: list[Asked] = []
        self.codes: list[int] = []

    def answer(self, path: str, _: dict[str, str], asked: Asked) -> tuple[int, bytes]:
        """Answer a call of the API; always with 200, as they do."""
        if asked.get("api_id") != API_ID or str(asked.get("json")) != "1":
            return 200, _json(WRONG_KEY, status_text="Неправильный api_id")
        if path == "/my/balance":
            return 200, _json(TAKEN, balance=4122.56)
        assert path == "/sms/send", path
        return 200, _json(TAKEN, sms=self._numbers(asked), balance=4122.56)

    def report(self, *entries: str, api_id: str = API_ID) -> Call:
        """Call as they do: entries numbered from nought, and what signs them."""
        signed = hashlib.sha256((api_id + "".join(entries)).encode()).hexdigest()
        form = {f"data[{place}]": entry for place, entry in enumerate(entries)}
        head = {"content-type": "application/x-www-form-urlencoded"}
        return Call("POST", {}, head, urlencode(form | {"hash": signed}).encode())

    def _numbers(self, asked: Asked) -> dict[str, Any]:
        text = asked.get("msg", asked.get("text", ""))
        many = {
            found[1]: said
            for name, said in asked.items()
            if (found := re.match(r"to\[(.+)\]", name))
        }
        numbers = many or dict.fromkeys(str(asked.get("to", "")).split(","), text)
        return {number: self._number(number, said, asked) for number, said in numbers.items()}

    def _number(self, number: str, text: str, asked: Asked) -> dict[str, Any]:
        code = self.codes.pop(0) if self.codes else TAKEN
        if not re.fullmatch(r"[0-9]{10,15}", number):
            code = NO_NUMBER
        elif not text:
            code = NO_TEXT
        if code != TAKEN:
            return {"status": "ERROR", "status_code": code, "status_text": "Сообщение не принято"}
        self.sent.append({"to": number, "text": text, "from": asked.get("from", "")} | _ttl(asked))
        sms_id = f"000000-{10000000 + len(self.sent)}"
        return {"status": "OK", "status_code": TAKEN, "sms_id": sms_id, "cost": "2.75"}


def _ttl(asked: Asked) -> Asked:
    return {"ttl": int(asked["ttl"])} if "ttl" in asked else {}


def _json(code: int, **more: object) -> bytes:
    status = "OK" if code == TAKEN else "ERROR"
    return json.dumps({"status": status, "status_code": code} | more).encode()
