"""A fake of an outside system answers HTTP on a port of its own, and fails when it is told to."""

import threading
import time
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.fakes.forms import read_form

type Asked = dict[str, Any]
type Answering = Callable[[str, dict[str, str], Asked], tuple[int, bytes]]
"""Told the path with its query, the headers by their names in lower case, and the fields."""


class Served:
    """Answers while the block lasts."""

    def __init__(self, answering: Answering) -> None:
        #: What goes wrong with the next calls, one each: ``rubbish``, ``cut`` or ``hang``.
        self.faults: deque[str] = deque()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answering, self.faults))
        self._server.daemon_threads = True

    def __enter__(self) -> Self:
        # It looks so often whether it shall end: who waits for it need not wait half a second.
        look = {"poll_interval": 0.01}
        threading.Thread(target=self._server.serve_forever, kwargs=look, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"


def _handler(answering: Answering, faults: deque[str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Answer one call."""
            fault = faults.popleft() if faults else ""
            asked = read_form(self.headers, self.rfile)
            if fault == "hang":
                time.sleep(1)
            if fault in {"cut", "hang"}:
                self.close_connection = True
                return
            head = {name.lower(): value for name, value in self.headers.items()}
            is_rubbish = fault == "rubbish"
            status, body = (200, b"<html>") if is_rubbish else answering(self.path, head, asked)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 - the library's

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
