"""What a provider's failures over HTTP mean for a message, and that nothing of it is logged."""

import logging
import time

import pytest

from plushka.integrations import asking
from plushka.integrations.asking import Asker, Rubbish, Said, fields, guard
from plushka.integrations.sending import Call, Forged, Refused, Unsure
from tests.fakes.serving import Served
from tests.programs import free_port


async def asked(url: str, **more: float) -> object:
    asker = Asker(at_once=2, **more)  # type: ignore[arg-type]
    try:
        return await asker.ask("POST", url, params={"psw": "secret"}, data={"text": "Код 4217"})
    finally:
        await asker.close()


async def test_an_answer_is_given_as_it_is() -> None:
    with Served(lambda *_: (404, b'{"n": 1}')) as served:
        said = await asked(served.address)

    assert said == Said(404, b'{"n": 1}')
    assert isinstance(said, Said)
    assert said.json(dict[str, int]) == {"n": 1}
    assert said.json(list[int]) is None
    assert Said(200, b"\xff{").json(dict[str, int]) is None


@pytest.mark.parametrize("fault", ["cut", "hang"])
async def test_a_line_that_breaks_after_the_words_leaves_it_open(fault: str) -> None:
    with Served(lambda *_: (200, b"")) as served:
        served.faults.append(fault)
        assert await asked(served.address, whole_seconds=0.3) == Unsure("no_answer")


async def test_a_drip_of_an_answer_is_not_waited_for() -> None:
    def slow(*_: object) -> tuple[int, bytes]:
        time.sleep(0.6)
        return 200, b""

    with Served(slow) as served:
        began = time.monotonic()
        assert await asked(served.address, whole_seconds=0.2) == Unsure("no_answer")
        assert time.monotonic() - began < 0.6


async def test_nobody_there_was_told_nothing() -> None:
    assert await asked(f"http://127.0.0.1:{free_port()}") == Refused("no_connection")
    assert await asked("ftp://127.0.0.1") == Refused("bad_address")
    assert await asked("http://\x00") == Refused("bad_address")


async def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LONGEST_ANSWER", 10)
    with Served(lambda *_: (200, b"x" * 11)) as served:
        assert await asked(served.address) == Unsure("rubbish")


@pytest.mark.parametrize(
    ("said", "pause"), [("7", 7.0), ("99999", 3600.0), ("soon", 5.0), ("", 5.0), ("-1", 5.0)]
)
def test_a_provider_is_left_alone_as_long_as_it_asks(said: str, pause: float) -> None:
    assert asking._pause(said) == pause


async def test_no_text_and_no_secret_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), Served(lambda *_: (200, b"{}")) as served:
        await asked(served.address)

    assert "secret" not in caplog.text
    assert "HTTP" not in caplog.text


def test_a_call_is_read_from_its_address_and_its_form() -> None:
    call = Call("POST", {"a": "1", "b": "2"}, {}, b"b=%D1%8F&c=")

    assert fields(call) == {"a": "1", "b": "я", "c": ""}
    with pytest.raises(Rubbish):
        fields(Call("POST", {}, {}, b"\xff"))
    with pytest.raises(Rubbish):
        fields(Call("POST", {}, {}, b"&".join([b"a=1"] * 1001)))


def test_a_secret_is_compared_whole() -> None:
    guard("слово", "слово")
    for said, secret in (("", ""), ("с", "слово"), ("слово", ""), ("слово ", "слово")):
        with pytest.raises(Forged):
            guard(said, secret)
