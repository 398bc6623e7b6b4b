"""A company's keys: what it signs notices by, and what browsers know it by."""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
SIZE = 32
"""Bytes of a private key."""


class BadKey(ValueError):  # noqa: N818 - a fault said in the trade's words
    """This is no private key for web push."""


def make() -> str:
    """Make a private key, in the short form of web push: 32 bytes as base64url."""
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return encoded(number.to_bytes(SIZE))


def public(private: str) -> str:
    """Give the key that browsers are shown when they are asked for leave to send notices."""
    try:
        raw = decoded(private)
        key = ec.derive_private_key(int.from_bytes(raw), CURVE)
    except ValueError:
        raise BadKey from None
    if len(raw) != SIZE:
        raise BadKey
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return encoded(point)


def encoded(raw: bytes) -> str:
    """Write bytes as base64url without the fill."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read base64url, with its fill or without; raises ``ValueError``."""
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), b"-_", True)
    except binascii.Error as fault:
        raise ValueError(str(fault)) from None
