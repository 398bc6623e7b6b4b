"""Notices through a push service to browsers that decrypt them."""

import asyncio
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
import pytest

from plushka.integrations.providers import provider
from plushka.integrations.sending import (
    Accepted,
    Call,
    Forged,
    Outgoing,
    Refused,
    Result,
    Trouble,
    Unsure,
)
from plushka.integrations.webpush import keys
from plushka.integrations.webpush.channel import Push, Settings
from tests.integrations.rude import answer_http, http, rude

if TYPE_CHECKING:
    from tests.counterparts.web_push import PushService

pytest_plugins = ("tests.counterparts.web_push",)

ID = UUID("01938f3e-7a00-7000-8000-000000000001")
PRIVATE = keys.make()
NOTICE = Outgoing(ID, "", "Вам начислено: 50 бонусов 😀 <b>", subject="Липа")


def _settings(origin: str, private_key: str = PRIVATE) -> Settings:
    return Settings(
        contact="mailto:bonus@lipa.example", private_key=private_key, services=(origin,)
    )


def _send(settings: Settings, *notices: Outgoing) -> list[Result]:
    async def sent() -> list[Result]:
        push = Push(settings)
        results = [await push.send(one) for one in notices]
        await push.close()
        return results

    return asyncio.run(sent())


def test_a_browser_decrypts_what_was_sent_to_it_alone(push_service: "PushService") -> None:
    browser, subscription = push_service.subscribe(keys.public(PRIVATE))
    other, _ = push_service.subscribe(keys.public(PRIVATE))

    results = _send(_settings(push_service.origin), replace(NOTICE, to=subscription))

    assert results == [Accepted(provider_id=str(ID))]
    assert push_service.shown(browser) == [
        {
            "id": str(ID),
            "title": "Липа",
            "text": "Вам начислено: 50 бонусов 😀 <b>",
            "language": "ru",
        }
    ]
    assert push_service.shown(other) == []


def test_a_long_text_is_cut_to_what_a_push_service_takes(push_service: "PushService") -> None:
    browser, subscription = push_service.subscribe(keys.public(PRIVATE))
    long = replace(NOTICE, to=subscription, text="Ы" * 5000, subject="Ы" * 300)

    results = _send(_settings(push_service.origin), long)

    assert results == [Accepted(provider_id=str(ID))]
    (shown,) = push_service.shown(browser)
    assert (shown["title"], shown["text"]) == ("Ы" * 200, "Ы" * 1500)


def test_an_ended_subscription_is_written_to_no_more(push_service: "PushService") -> None:
    browser, subscription = push_service.subscribe(keys.public(PRIVATE))
    push_service.end(browser)

    results = _send(_settings(push_service.origin), replace(NOTICE, to=subscription))

    assert results == [Refused("http_410", is_final=True, is_address_gone=True)]


def test_a_browser_takes_nothing_that_another_company_signed(push_service: "PushService") -> None:
    browser, subscription = push_service.subscribe(keys.public(PRIVATE))
    stranger = _settings(push_service.origin, keys.make())

    results = _send(stranger, replace(NOTICE, to=subscription))

    assert results == [Refused("http_400", is_final=True)]
    assert push_service.shown(browser) == []


def _subscription(port: int) -> str:
    told = {
        "endpoint": f"http://127.0.0.1:{port}/1",
        "keys": {"p256dh": keys.public(PRIVATE), "auth": keys.encoded(bytes(16))},
    }
    return msgspec.json.encode(told).decode()


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (http("201 Created", "", "Location: https://push.example/m/1"), Accepted(str(ID))),
        (http("200 OK", "<html>rubbish"), Accepted(str(ID))),
        (http("404 Not Found"), Refused("http_404", is_final=True, is_address_gone=True)),
        (http("413 Too Large"), Refused("http_413", is_final=True)),
        (http("429 Slow", "", "Retry-After: 60"), Refused("http_429", retry_after=60.0)),
        (http("503 Busy"), Refused("http_503", retry_after=5.0)),
        (http("500 Oh"), Unsure("http_500")),
        (http("302 Found", "", "Location: /"), Refused("http_302", is_final=True)),
        (b"rubbish", Unsure("no_answer")),
        (None, Unsure("no_answer")),
    ],
    ids=["201", "200", "404", "413", "429", "503", "500", "302", "rubbish", "hangs"],
)
def test_what_a_push_service_says_is_told_honestly(answer: bytes | None, result: Result) -> None:
    async def sent() -> Result:
        async with rude(answer_http(answer)) as port:
            push = Push(_settings(f"http://127.0.0.1:{port}"), whole_seconds=0.3)
            told = await push.send(replace(NOTICE, to=_subscription(port)))
            await push.close()
            return told

    assert asyncio.run(sent()) == result


def _head(notice: Outgoing) -> dict[str, str]:
    """What the push service is told beside the sealed notice."""
    heads: list[bytes] = []

    async def sent() -> None:
        async def listening(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            heads.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(http("201 Created"))
            await writer.drain()
            writer.close()

        async with rude(listening) as port:
            push = Push(_settings(f"http://127.0.0.1:{port}"))
            await push.send(replace(notice, to=_subscription(port)))
            await push.close()

    asyncio.run(sent())
    lines = heads[0].decode().splitlines()[1:]
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}


def test_a_notice_takes_the_place_of_itself_and_lives_as_long_as_it_is_of_use() -> None:
    now = dt.datetime.now(dt.UTC)
    notices = [
        NOTICE,
        replace(NOTICE, is_advertising=True),
        replace(NOTICE, valid_until=now + dt.timedelta(minutes=5)),
        replace(NOTICE, valid_until=now - dt.timedelta(minutes=5)),
    ]

    heads = [_head(one) for one in notices]

    assert {one["topic"] for one in heads} == {ID.hex}
    assert [one["urgency"] for one in heads] == ["normal", "low", "high", "high"]
    assert [one["ttl"] for one in heads[:2]] == ["2419200", "2419200"]
    assert 290 <= int(heads[2]["ttl"]) <= 300
    assert heads[3]["ttl"] == "0"


def test_an_address_of_nobody_is_refused_before_anybody_is_asked() -> None:
    elsewhere = replace(NOTICE, to=_subscription(1))

    assert _send(
        _settings("https://fcm.googleapis.com"), elsewhere, replace(NOTICE, to="rubbish")
    ) == [
        Refused("bad_address", is_final=True),
        Refused("bad_address", is_final=True),
    ]


def test_a_bad_key_is_told_when_it_is_set_up() -> None:
    bad = _settings("http://127.0.0.1:1", "rubbish")

    with pytest.raises(Trouble, match="The private key cannot be read"):
        asyncio.run(Push(bad).check())

    assert _send(bad, replace(NOTICE, to=_subscription(1))) == [Refused("bad_settings")]


def test_a_company_is_set_up_with_a_key_of_its_own() -> None:
    webpush = provider("webpush")
    first, second = webpush.made(), webpush.made()

    assert first != second
    settings = msgspec.convert({"contact": "https://lipa.example"} | first, webpush.settings)
    assert asyncio.run(webpush.open(settings).check()) == "https://lipa.example"


def test_nobody_calls_us_from_a_push_service() -> None:
    with pytest.raises(Forged):
        Push(_settings("http://127.0.0.1:1")).read(Call("POST", {}, {}, b""))
