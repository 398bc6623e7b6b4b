"""Twilio: what its documents say of messages, telephone calls, the account and signed calls.

Held against Twilio's own client and its own check of signatures.
"""

import base64
import json
from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

from twilio.request_validator import RequestValidator

from plushka.integrations.sending import Call
from tests.fakes.serving import Asked

SID, TOKEN = "AC" + "0" * 32, "a token"
ROOT = f"/2010-04-01/Accounts/{SID}"
ACCOUNT = "Basic " + base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()


class Twilio:
    """An account with Twilio; ``faults`` are what goes wrong with the next messages, one each."""

    def __init__(self) -> None:
        self.sent: list[Asked] = []
        self.faults: list[tuple[int, int]] = []

    def answer(self, path: str, headers: dict[str, str], asked: Asked) -> tuple[int, bytes]:
        """Answer a call of the API."""
        if headers.get("authorization") != ACCOUNT:
            return 401, _fault(20003, "Authenticate", 401)
        if path == f"{ROOT}.json":
            return 200, json.dumps(
                {"sid": SID, "friendly_name": "Липа", "status": "active"}
            ).encode()
        if path == f"{ROOT}/Balance.json":
            told = {"account_sid": SID, "balance": "-0.12", "currency": "USD"}
            return 200, json.dumps(told).encode()
        assert path in {f"{ROOT}/Messages.json", f"{ROOT}/Calls.json"}, path
        if self.faults:
            code, status = self.faults.pop(0)
            return status, _fault(code, "It was not created", status)
        self.sent.append(asked)
        if path.endswith("/Calls.json"):
            return 201, self._called(asked)
        told = {
            "sid": f"SM{len(self.sent):032}",
            "account_sid": SID,
            "status": "queued",
            "to": asked["To"],
            "from": asked.get("From"),
            "body": asked["Body"],
            "num_segments": "2",
            "price": None,
            "error_code": None,
            "date_created": "Sun, 22 Nov 2026 12:00:00 +0000",
        }
        return 201, json.dumps(told).encode()

    def _called(self, asked: Asked) -> bytes:
        """Take a call; TwiML is read before anybody is called, as they do."""
        assert fromstring(asked["Twiml"]).tag == "Response"  # noqa: S314 - ours
        told = {
            "sid": f"CA{len(self.sent):032}",
            "account_sid": SID,
            "status": "queued",
            "direction": "outbound-api",
            "to": asked["To"],
            "from": asked["From"],
            "duration": None,
            "price": None,
            "date_created": "Sun, 22 Nov 2026 12:00:00 +0000",
        }
        return json.dumps(told).encode()

    def call(self, url: str, *, token: str = TOKEN, **form: str) -> Call:
        """Call as they do, signed by their own code."""
        signature = RequestValidator(token).compute_signature(url, form)
        return Call("POST", {}, {"x-twilio-signature": signature}, urlencode(form).encode())


def _fault(code: int, said: str, status: int) -> bytes:
    more = f"https://www.twilio.com/docs/errors/{code}"
    told = {"code": code, "message": said, "more_info": more, "status": status}
    return json.dumps(told).encode()
