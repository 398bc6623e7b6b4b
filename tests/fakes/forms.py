"""What an HTTP call carries, however its client writes it: JSON, a form, or a form with files."""

import json
from email import message_from_bytes
from email.message import Message
from typing import IO, Any
from urllib.parse import parse_qsl


def read_form(headers: Message, body: IO[bytes]) -> dict[str, Any]:
    """Read the fields; those of files are bytes, the rest texts."""
    raw = body.read(int(headers.get("Content-Length", 0) or 0))
    if headers.get("Transfer-Encoding", "") == "chunked":
        raw = _chunks(body)
    kind = headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        return dict(json.loads(raw))
    if kind.startswith("multipart/form-data"):
        return _parts(kind, raw)
    return dict(parse_qsl(raw.decode(), keep_blank_values=True))


def _chunks(body: IO[bytes]) -> bytes:
    found = b""
    while size := int(body.readline().strip() or b"0", 16):
        found += body.read(size)
        body.readline()
    body.readline()
    return found


def _parts(kind: str, raw: bytes) -> dict[str, Any]:
    whole = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + raw)
    found: dict[str, Any] = {}
    for part in whole.get_payload():  # type: ignore[union-attr]
        name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
        content = part.get_payload(decode=True)  # type: ignore[union-attr]
        found[str(name)] = content if part.get_filename() else content.decode()  # type: ignore[union-attr]
    return found
