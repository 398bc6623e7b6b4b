"""Clerks who sell without end and write down what they were told.

A clerk who gets no answer, or a fault of ours, asks the same again until there
is an answer: that is what a till has to do, and what receipts are known for.
"""

import contextlib
import http.client
import itertools
import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.people import sale
from bench.stage import Company, Server

GOOD = (http.client.OK, http.client.CREATED)
_PATIENCE_SECONDS = 120.0
_runs = itertools.count(1)
_REDEEM_EVERY, _RETURN_EVERY = 3, 7


class Unheard(Exception):  # noqa: N818 - nobody answered, or with a fault of ours
    """What became of the request is not known."""


@dataclass(slots=True)
class Line:
    """One clerk's connection, opened anew when it breaks."""

    ports: Sequence[int]
    key: str
    _open: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, str], Any]:
        """Ask once; raises ``Unheard``."""
        try:
            if self._open is None:
                port = random.choice(self.ports)
                self._open = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            headers = {
                "Authorization": f"Bearer {self.key}",
                "Content-Type": "application/json",
            }
            sent = None if body is None else json.dumps(body)
            self._open.request(method, f"/api/v1{path}", sent, headers)
            answer = self._open.getresponse()
            told = json.loads(answer.read() or b"null")
        except (OSError, http.client.HTTPException, ValueError) as trouble:
            self.close()
            raise Unheard(repr(trouble)) from trouble
        if answer.status >= http.client.INTERNAL_SERVER_ERROR:
            raise Unheard(f"{answer.status} {told}")
        return answer.status, dict(answer.getheaders()), told

    def close(self) -> None:
        """Hang up."""
        if self._open is not None:
            with contextlib.suppress(OSError):
                self._open.close()
            self._open = None


@dataclass(slots=True)
class Heard:
    """What all clerks were told."""

    #: The answer to each receipt that was acknowledged.
    sales: dict[str, Any] = field(default_factory=dict)
    returns: dict[str, Any] = field(default_factory=dict)
    #: Answers nobody may get.
    wrong: list[str] = field(default_factory=list)
    #: How often a request had to be asked again.
    repeats: int = 0
    refused: int = 0


class Clerks:
    """Some clerks at work, each in a thread; ``with`` starts them and lets them go home."""

    def __init__(
        self, servers: Sequence[Server], company: Company, *, clerks: int, members: int
    ) -> None:
        self.heard = Heard()
        self._run = next(_runs)
        self._company, self._members = company, members
        self._ports = [server.port for server in servers]
        self._going_home = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(number,), daemon=True)
            for number in range(clerks)
        ]

    def __enter__(self) -> Heard:
        for thread in self._threads:
            thread.start()
        return self.heard

    def __exit__(self, *_: object) -> None:
        self._going_home.set()
        for thread in self._threads:
            thread.join(_PATIENCE_SECONDS)
            if thread.is_alive():
                self.heard.wrong.append("a clerk waits for an answer for ever")

    def _work(self, clerk: int) -> None:
        line, number = Line(self._ports, self._company.key), 0
        try:
            while not self._going_home.is_set():
                number += 1
                self._sell(line, f"clerk{self._run}-{clerk}-{number}", number)
        except Exception as fault:  # noqa: BLE001 - it is what the run is about
            self.heard.wrong.append(repr(fault))
        line.close()

    def _sell(self, line: Line, receipt: str, number: int) -> None:
        more = {"redeem": "max"} if number % _REDEEM_EVERY == 0 else {}
        body = sale(random.randint(1, self._members), receipt, **more)
        told = self._until_heard(line, "/sales", body)
        if told is None:
            return
        self.heard.sales[receipt] = told
        if number % _RETURN_EVERY == 0:
            path = f"/sales/{told['id']}/returns"
            back = self._until_heard(line, path, {"receipt": f"{receipt}-back"})
            if back is not None:
                self.heard.returns[f"{receipt}-back"] = back

    def _until_heard(self, line: Line, path: str, body: Any) -> Any:
        give_up = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                status, _, told = line.ask("POST", path, body)
            except Unheard as unheard:
                self.heard.repeats += 1
                if time.monotonic() > give_up:
                    self.heard.wrong.append(f"no answer to {path} {body}: {unheard}")
                    return None
                time.sleep(random.uniform(0.01, 0.2))
                continue
            if status not in GOOD:
                self.heard.wrong.append(f"{status} to {path} {body}: {told}")
                return None
            return told


def all_at_once[Answer](calls: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Make calls in a thread each, all let off at the same moment; give what they gave."""
    gate = threading.Barrier(len(calls))
    answers: dict[int, Answer] = {}

    def run(place: int, call: Callable[[], Answer]) -> None:
        gate.wait()
        answers[place] = call()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[place] for place in range(len(calls))]
