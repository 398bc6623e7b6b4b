"""QR codes as drawings in a page, and as pictures to be sent."""

from io import BytesIO

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def qr_code(text: str, *, label: str) -> SafeString:
    """Draw a QR code, with words for those who do not see it."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=3
    )
    named = format_html('<svg role="img" aria-label="{}" ', label)
    return mark_safe(drawn.replace("<svg ", named, 1))  # noqa: S308 - segno's own digits


def qr_picture(text: str) -> bytes:
    """Draw a QR code as PNG, large enough to be read off a small screen."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=12, border=4)
    return drawn.getvalue()
