"""What browsers give us, and what others would like us to believe."""

from typing import Any

import msgspec
import pytest

from plushka.integrations.webpush import keys
from plushka.integrations.webpush.subscriptions import BadSubscription, read

POINT = keys.public(keys.make())
AUTH = keys.encoded(bytes(16))
CHROME = "https://fcm.googleapis.com/fcm/send/abc:def-123"


def _told(endpoint: Any = CHROME, **others: Any) -> str:
    told = {"endpoint": endpoint, "keys": {"p256dh": POINT, "auth": AUTH}, "expirationTime": None}
    return msgspec.json.encode(told | others).decode()


@pytest.mark.parametrize(
    "endpoint",
    [
        CHROME,
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://db5p.notify.windows.com/w/?token=BQ%3d%3d",
        "https://web.push.apple.com/QO7",
    ],
    ids=["chrome", "firefox", "edge", "safari"],
)
def test_browsers_that_people_use_are_read(endpoint: str) -> None:
    read_one = read(_told(endpoint))

    assert read_one.endpoint == endpoint
    assert read(read_one.kept) == read_one


def test_one_browser_has_one_form_however_it_writes_its_keys() -> None:
    filled = {"p256dh": POINT + "=", "auth": AUTH + "=="}

    assert read(_told(keys=filled)).kept == read(_told()).kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[1, 2]",
        '{"endpoint": "https://fcm.googleapis.com/x"}',
        _told(7),
        _told("http://fcm.googleapis.com/x"),
        _told("https://fcm.googleapis.com"),
        _told("https://fcm.googleapis.com:8443/x"),
        _told("https://fcm.googleapis.com@169.254.169.254/x"),
        _told("https://169.254.169.254\\@web.push.apple.com/x"),
        _told("https://169.254.169.254/?.push.apple.com/x"),
        _told("https://me@web.push.apple.com/x"),
        _told("https://push.apple.com/x"),
        _told("https://evilpush.apple.com/x"),
        _told("https://fcm.googleapis.com.evil.example/x"),
        _told("https://fcm.googleapis.com/x\r\nHost: evil.example"),
        _told("https://fcm.googleapis.com/привет"),
        _told(CHROME + "x" * 2000),
        _told("https://[::1/x"),
        _told(keys={"p256dh": POINT, "auth": keys.encoded(bytes(15))}),
        _told(keys={"p256dh": POINT[:-4], "auth": AUTH}),
        _told(keys={"p256dh": keys.encoded(b"\x04" + bytes(64)), "auth": AUTH}),
        _told(keys={"p256dh": "<script>", "auth": AUTH}),
    ],
    ids=range(23),
)
def test_what_would_call_anybody_else_is_refused(text: str) -> None:
    with pytest.raises(BadSubscription):
        read(text)


@pytest.mark.parametrize("private", ["", "x", "<b>", keys.encoded(bytes(32)), POINT], ids=range(5))
def test_what_is_no_key_is_refused(private: str) -> None:
    with pytest.raises(keys.BadKey):
        keys.public(private)
