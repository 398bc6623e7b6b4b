"""The examples of the documentation, run against a served Plushka."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from plushka.integrations import postgres
from tests.architecture.tree import ROOT
from tests.docs.pages import DOCS, blocks
from tests.docs.running import NOT_RUN, Shell, is_as_told, steps
from tests.homes import copied_home

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 120
FOUND = "plushka tenant create"
PAGES = (
    ROOT / "README.md",
    DOCS / "start/en.md",
    DOCS / "start/ru.md",
    DOCS / "howto/import.md",
    DOCS / "howto/programme.md",
)


@dataclass(frozen=True, slots=True)
class Served:
    """A Plushka that runs, and the environment of somebody who uses it."""

    address: str
    environment: dict[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve in a home of its own, on a port that is free."""
    home = copied_home(tmp_path_factory, tmp_path_factory.mktemp("docs") / "var")
    ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = ours | {"PLUSHKA_HOME": str(home)}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        (".venv/bin/plushka", "serve", "--port", str(port)), cwd=ROOT, env=environment
    )
    try:
        _wait_until_ready(server, f"http://127.0.0.1:{port}/health/ready")
        yield Served(f"127.0.0.1:{port}", environment)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE_SECONDS)
        postgres.stop(home)


def _wait_until_ready(server: "subprocess.Popen[bytes]", address: str) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up:
        assert server.poll() is None, "it ended"
        try:
            if httpx.get(address).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    pytest.fail("it takes too long")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_console_of_a_page_answers_as_told(page: Path, served: Served, tmp_path: Path) -> None:
    slug = f"lipa-{page.stem.lower()}-{page.parent.name.lower()}"
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    for table in blocks(page, "csv"):
        (tmp_path / "past.csv").write_text(table, encoding="utf-8")
    with Shell(folder=tmp_path, environment=served.environment) as shell:
        todo = list(steps(page))
        key = ""
        if not any(FOUND in step.command for step in todo):
            # The reader has a company already, their own or the demo's.
            key = _key_in(shell.run(f".venv/bin/{FOUND} {slug} --name Липа"))
        for step in todo:
            if step.command.startswith(NOT_RUN):
                continue
            command, answer = (
                text.replace("127.0.0.1:8000", served.address).replace("lipa", slug)
                for text in (step.command, step.answer)
            )
            said = shell.run(command.replace("plk_…", key))
            if answer:
                assert is_as_told(said, answer), f"{command}\n{said}"
            key = _key_in(said) or key


def _key_in(text: str) -> str:
    start = text.find("plk_")
    return text[start : start + 47] if start >= 0 else ""
