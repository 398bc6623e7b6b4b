"""How deep JSON is nested, told before it is decoded."""

import re

MOST = 32

#: A string, closed or not; possessive, so that no input makes it try again.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_ALIKE = bytes.maketrans(b"{[]}", b"(())")
_OTHERS = bytes(byte for byte in range(256) if byte not in b"{[]}")


def is_too_deep(body: bytes) -> bool:
    """Tell whether arrays and objects are nested deeper than a decoder should follow.

    Strips one level at a time, so it costs at most 32 passes over the
    brackets; a body with few of them is not looked at.
    """
    if body.count(b"[") + body.count(b"{") <= MOST:
        return False
    brackets = _STRING.sub(b"", body).translate(_ALIKE, _OTHERS)
    for _ in range(MOST):
        if not brackets:
            return False
        brackets = brackets.replace(b"()", b"")
    # What is left without its pair is unreadable, which is for the decoder to say.
    return b"()" in brackets or brackets.count(b"(") > MOST
