"""The camera of the till: a code it sees is found; where it cannot look, it says what to do.

Chromium on Linux has no ``BarcodeDetector``, so the page gets one with the interface of the Shape
Detection API (https://wicg.github.io/shape-detection-api/#barcode-detection-api). It reads no
codes, but it is as strict as the real one, and it answers only to a picture that moves.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE, Window
from tests.browser.reading import broken
from tests.web.conftest import Shop
from tests.web.till.people import join, new_phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def chromium(whole_chromium: Browser) -> Browser:
    """Look with a browser that has a camera."""
    return whole_chromium


type Look = Callable[..., Any]

DETECTOR = """
class BarcodeDetector {
  static async getSupportedFormats() { return ["aztec", "qr_code", "ean_13"]; }

  constructor(options) {
    const known = ["aztec", "qr_code", "ean_13"];
    const formats = options?.formats;
    if (formats && !formats.length) throw new TypeError("no formats");
    if (formats?.some((one) => !known.includes(one))) throw new TypeError("not supported");
    this.formats = formats ?? known;
  }

  async detect(source) {
    if (!(source instanceof HTMLVideoElement)) throw new TypeError("no image source");
    if (source.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
      throw new DOMException("no frame yet", "InvalidStateError");
    }
    const canvas = new OffscreenCanvas(32, 24);
    const drawn = canvas.getContext("2d");
    drawn.drawImage(source, 0, 0, 32, 24);
    const frame = drawn.getImageData(0, 0, 32, 24).data.join();
    const isMoving = this.last !== undefined && this.last !== frame;
    this.last = frame;
    if (!isMoving || !window.shownToTheCamera) return [];
    const box = new DOMRectReadOnly(10, 10, 100, 100);
    const corners = [[10, 10], [110, 10], [110, 110], [10, 110]];
    const cornerPoints = corners.map(([x, y]) => ({ x, y }));
    const rawValue = window.shownToTheCamera;
    return [{ boundingBox: box, rawValue, format: "qr_code", cornerPoints }];
  }
}
window.BarcodeDetector = BarcodeDetector;
"""

TRACKS = (
    "document.querySelector('#camera video').srcObject?.getTracks().map(one => one.readyState)"
)


def wait_for_tracks(window: Window, wanted: list[str] | None) -> None:
    """Wait until the camera is as wanted; the pages' policy lets no expression be polled there."""
    for _ in range(100):
        if window.page.evaluate(TRACKS) == wanted:
            return
        window.page.wait_for_timeout(50)
    assert window.page.evaluate(TRACKS) == wanted


def press(window: Window) -> None:
    window.page.click("[data-camera]")
    expect(window.page.locator("#camera")).to_be_visible()


def test_a_code_the_camera_sees_finds_the_member(look: Look, shop: Shop):
    phone = new_phone()
    join(shop, phone=phone, name="Вера")
    with look(size=PHONE, permissions=["camera"]) as window:
        page = window.page
        page.add_init_script(DETECTOR)
        window.sign_in(shop.cashier.email)
        press(window)
        wait_for_tracks(window, ["live"])
        page.evaluate(
            "window.seen = document.querySelector('#camera video').srcObject.getTracks()"
        )
        page.evaluate("phone => { window.shownToTheCamera = phone }", phone)
        page.wait_for_selector("#total")
        expect(page.locator("#work")).to_contain_text("Вера")
        expect(page.locator("#camera")).to_be_hidden()
        assert page.evaluate("window.seen.map(one => one.readyState)") == ["ended"]
        assert window.troubles == []


def test_a_camera_that_is_closed_is_off_and_can_be_opened_again(look: Look, shop: Shop):
    with look(size=PHONE, permissions=["camera"]) as window:
        page = window.page
        page.add_init_script(DETECTOR)
        window.sign_in(shop.cashier.email)
        for _ in range(2):
            press(window)
            wait_for_tracks(window, ["live"])
            page.keyboard.press("Escape")
            expect(page.locator("#camera")).to_be_hidden()
            wait_for_tracks(window, None)
        assert window.troubles == []


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("", "This browser reads no codes from a camera."),
        (DETECTOR, "The camera does not answer. Allow it in the browser, or type the number."),
        (
            f"{DETECTOR} Object.defineProperty(navigator, 'mediaDevices', {{ value: undefined }})",
            "A browser lets a page at the camera only over HTTPS.",
        ),
    ],
    ids=["no-detector", "not-allowed", "not-safe"],
)
def test_where_it_cannot_look_it_says_what_to_do(look: Look, shop: Shop, script: str, says: str):
    with look(size=PHONE) as window:
        page = window.page
        page.add_init_script(script or "delete window.BarcodeDetector")
        window.sign_in(shop.cashier.email)
        press(window)
        expect(page.locator("#camera")).to_contain_text(says)
        expect(page.locator("#camera [role=alert]:visible")).to_have_count(1)
        assert broken(window) == []
        page.click("#camera [data-part=close]")
        page.click("#find")
        assert (window.focused(), window.troubles) == ("find", [])
