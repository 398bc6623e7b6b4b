"""Pictures of ours made small enough for pages that weigh little."""

import io

from PIL import Image

_QUALITIES = (80, 65, 50, 35, 20, 8, 1)
_SMALLEST = 32


def shrunk(content: bytes, *, side: int, most: int) -> bytes:
    """Write a PNG of ours as WebP, at most ``side`` pixels long and ``most`` bytes.

    Where no quality is poor enough it is drawn smaller still.
    """
    with Image.open(io.BytesIO(content), formats=("PNG",)) as opened:
        drawn = opened.convert("RGBA")
    while True:
        drawn.thumbnail((side, side))
        for quality in _QUALITIES:
            written = _webp(drawn, quality)
            if len(written) <= most:
                return written
        if side <= _SMALLEST:
            return written
        side = side * 2 // 3


def _webp(drawn: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    drawn.save(out, "WEBP", quality=quality, method=6)
    return out.getvalue()
