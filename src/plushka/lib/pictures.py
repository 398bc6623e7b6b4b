"""Pictures that people send: decoded, and drawn anew.

What comes out is pixels that we wrote ourselves: no script, no second file behind the picture,
and none of what a camera notes, such as where it was.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP")
"""What is decoded. Not SVG, which may be a script."""

MOST_SENT = 256 * 1024
"""Bytes of a picture that is sent."""

MOST_PIXELS = 20_000_000
"""A small file may unfold into a huge picture; one of more pixels is not unfolded."""

LARGEST = 512
"""Pixels of the longer side of what is kept."""

_MOST_KEPT = 200 * 1024
_COLOURS = 256


class NotAPicture(Exception):  # noqa: N818 - said to who called, who refuses in its own words
    """The bytes are no picture that we decode, or too large a one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, with its size in pixels."""

    content: bytes
    width: int
    height: int


def redraw(content: bytes) -> Picture:
    """Decode a PNG, JPEG or WebP and write it as PNG, made smaller where it is large.

    Raises ``NotAPicture`` for everything else, also for what only begins like one.
    """
    if not content or len(content) > MOST_SENT:
        raise NotAPicture
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            drawn = _decoded(content)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as fault:
        raise NotAPicture from fault
    return Picture(_written(drawn), *drawn.size)


def _decoded(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise NotAPicture
        turned = ImageOps.exif_transpose(opened)
        turned.load()
        drawn = turned.convert("RGBA")
    drawn.thumbnail((LARGEST, LARGEST))
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    return clean


def _written(drawn: Image.Image) -> bytes:
    written = _png(drawn)
    return written if len(written) <= _MOST_KEPT else _png(drawn.quantize(_COLOURS))


def _png(drawn: Image.Image) -> bytes:
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
