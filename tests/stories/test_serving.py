"""The server as processes and sockets see it."""

import signal
import socket
import subprocess
from collections.abc import Iterator

import httpx
import pytest

from tests.stories.installed import Installed, stop, wait_for

MEBIBYTE = 1 << 20


@pytest.fixture
def key(plushka: Installed, free_port: int) -> str:
    """A key of a new company."""
    told = plushka.run("tenant", "create", f"shop-{free_port}", "--name", "Липа", "--json").told
    key: str = told["key"]
    return key


@pytest.fixture
def server(plushka: Installed, free_port: int, key: str) -> Iterator["subprocess.Popen[str]"]:
    """Two server processes and the one that started them."""
    process = plushka.start("serve", "--port", str(free_port), "--workers", "2")
    wait_for(lambda: is_ready(free_port))
    yield process
    if process.poll() is None:
        stop(process)


def is_ready(port: int) -> bool:
    """Tell whether the server answers that it can serve."""
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/ready").status_code == 200
    except httpx.TransportError:
        return False


def is_listening(port: int) -> bool:
    """Tell whether anybody takes connections."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.slow
def test_workers_end_with_a_parent_that_is_killed(server: "subprocess.Popen[str]", free_port: int):
    stop(server, signal.SIGKILL)

    wait_for(lambda: not is_listening(free_port))


@pytest.mark.slow
def test_second_server_on_a_taken_port_says_so(
    plushka: Installed, server: "subprocess.Popen[str]", free_port: int
):
    said = plushka.run("serve", "--port", str(free_port))

    assert said.code != 0
    assert said.err == f"Port {free_port} of 127.0.0.1 is taken: choose another with --port.\n"
    assert is_ready(free_port)


@pytest.mark.slow
def test_server_that_is_told_to_stop_stops_quietly(
    server: "subprocess.Popen[str]", free_port: int
):
    said = stop(server)

    assert (said.code, said.err) == (0, "")
    assert not is_listening(free_port)


@pytest.mark.slow
def test_body_is_measured_and_not_believed(
    server: "subprocess.Popen[str]", free_port: int, key: str
):
    url = f"http://127.0.0.1:{free_port}/api/v1/sales"
    headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
    with httpx.Client(headers=headers) as client:
        plain = client.post(url, content=b" " * 2 * MEBIBYTE)
        chunked = client.post(url, content=(b" " * 65536 for _ in range(32)))
        deep = client.post(url, content=b"[" * 100_000)

    for answer in (plain, chunked):
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert (deep.status_code, deep.json()["code"]) == (400, "unreadable")


@pytest.mark.slow
def test_request_that_ends_early_or_lies_about_its_length_records_nothing(
    server: "subprocess.Popen[str]", free_port: int, key: str
):
    sale = b'{"outlet": "main", "receipt": "LIE", "total": "1.00"}'
    for claimed in (len(sale) + 100, len(sale) - 1):
        with socket.create_connection(("127.0.0.1", free_port), timeout=5) as caller:
            caller.sendall(
                b"POST /api/v1/sales HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                b"Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                % (key.encode(), claimed, sale)
            )
            caller.shutdown(socket.SHUT_WR)
            answered = caller.recv(4096)

        assert not answered or b"400 Bad Request" in answered.splitlines()[0]
    found = httpx.get(
        f"http://127.0.0.1:{free_port}/api/v1/sales",
        params={"outlet": "main", "receipt": "LIE"},
        headers={"authorization": f"Bearer {key}"},
    )
    assert found.json()["items"] == []
