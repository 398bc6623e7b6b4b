"""The icon of a company's app, drawn once: its logo, or its first letter, on its colour."""

import io
from functools import lru_cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

SIZES = frozenset({64, 180, 192, 512})

_FONT = resources.files("plushka.web.ui").joinpath("fonts", "DejaVuSans-Bold.ttf")
_COLOURS = 64


@lru_cache(maxsize=256)
def icon_of(letter: str, *, face: str, on_face: str, logo: bytes, size: int) -> bytes:
    """Draw a square of pixels as PNG; what matters stands in the middle, as masks cut the edge."""
    drawn = Image.new("RGB", (size, size), "#ffffff" if logo else face)
    if logo:
        with Image.open(io.BytesIO(logo)) as opened:
            mark = opened.convert("RGBA")
        most = size * 7 // 10
        mark.thumbnail((most, most))
        drawn.paste(mark, ((size - mark.width) // 2, (size - mark.height) // 2), mark)
    else:
        with resources.as_file(_FONT) as path:
            font = ImageFont.truetype(path, size // 2)
        ImageDraw.Draw(drawn).text(
            (size / 2, size / 2), letter, font=font, fill=on_face, anchor="mm"
        )
    written = io.BytesIO()
    drawn.quantize(_COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()
