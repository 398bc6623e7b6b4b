"""Many tills at once, in a process of its own: for machines without wrk.

``python -m bench.tills PORT KEY OUTLET PREFIX MEMBERS CLIENTS SECONDS`` prints
the same line as ``sales.lua``. One thread, plain sockets and requests made by
formatting two strings, so that it takes little from those it measures.
"""

import json
import random
import selectors
import socket
import statistics
import sys
import time
from dataclasses import dataclass, field

from bench.people import sale

_PHONE, _RECEIPT = "@phone@", "@receipt@"


@dataclass(slots=True)
class Till:
    """One connection, and when it last asked."""

    socket: socket.socket
    asked_at: float = 0.0
    answer: bytes = b""


@dataclass(slots=True)
class Tills:
    """All of them, and what they were told."""

    port: int
    key: str
    outlet: str
    prefix: str
    members: int
    head: str = ""
    body: str = ""
    sent: int = 0
    statuses: dict[bytes, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        said = sale(1, _RECEIPT, outlet=self.outlet) | {"member": {"phone": _PHONE}}
        self.body = json.dumps(said).replace("%", "%%")
        self.body = self.body.replace(_PHONE, "+7916%07d").replace(_RECEIPT, f"{self.prefix}-%d")
        self.head = self.headed("/sales")

    def headed(self, path: str) -> str:
        """Write the head of a request; its length is still to be put in."""
        return (
            f"POST /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Authorization: Bearer {self.key}\r\n"
            "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        )

    def ask(self, till: Till) -> None:
        """Send one request."""
        self.sent += 1
        body = self.said()
        till.answer = b""
        till.asked_at = time.perf_counter()
        till.socket.sendall((self.head % len(body) + body).encode())

    def said(self) -> str:
        """Write one sale."""
        return self.body % (random.randint(1, self.members), self.sent)

    def hear(self, till: Till) -> bool:
        """Read on; tell whether the answer is whole."""
        till.answer += till.socket.recv(65536)
        head, found, body = till.answer.partition(b"\r\n\r\n")
        if not found:
            return False
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if len(body) < int(length):
            return False
        self.seconds.append(time.perf_counter() - till.asked_at)
        status = head[9:12]
        self.statuses[status] = self.statuses.get(status, 0) + 1
        return True

    def run(self, clients: int, seconds: float) -> float:
        """Keep so many tills busy; give how long it took."""
        with selectors.DefaultSelector() as waiting:
            began = time.perf_counter()
            for _ in range(clients):
                till = Till(socket.create_connection(("127.0.0.1", self.port)))
                till.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                waiting.register(till.socket, selectors.EVENT_READ, till)
                self.ask(till)
            busy = clients
            while busy:
                for event, _ in waiting.select():
                    if not self.hear(event.data):
                        continue
                    if time.perf_counter() - began < seconds:
                        self.ask(event.data)
                    else:
                        waiting.unregister(event.fileobj)
                        event.data.socket.close()
                        busy -= 1
            return time.perf_counter() - began


def main(port: str, key: str, outlet: str, prefix: str, members: str, *load: str) -> None:
    """Run and print what was measured."""
    clients, seconds = load
    tell(Tills(int(port), key, outlet, prefix, int(members)), int(clients), float(seconds))


def tell(tills: Tills, clients: int, seconds: float) -> None:
    """Run and print what was measured."""
    took = tills.run(clients, seconds)
    cuts = statistics.quantiles(tills.seconds, n=100)
    good = tills.statuses.get(b"201", 0)
    told = {
        "sales": good,
        "seconds": took,
        "refused": len(tills.seconds) - good,
        "broken": 0,
        "p50": cuts[49],
        "p99": cuts[98],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
