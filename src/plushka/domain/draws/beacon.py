"""A round of drand is the network's signature of its number; whoever has the key checks it (B29).

The network is «quicknet»: BLS over BLS12-381, signatures in G1, of SHA-256 of the number of the
round. The random value of a round is the SHA-256 of its signature.
"""

import hashlib

from py_arkworks_bls12381 import GT, G1Point, G2Point

SIGNATURE = 48
"""Bytes of a signature."""

_KEY = G2Point.from_compressed_bytes(
    bytes.fromhex(
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
        "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
        "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    )
)
_ONE = G2Point()
_DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"


def is_of_round(signature: bytes, number: int) -> bool:
    """Tell whether the network signed a round so."""
    try:
        signed = G1Point.from_compressed_bytes(signature)
    except ValueError:
        return False
    message = hashlib.sha256(number.to_bytes(8, "big")).digest()
    hashed = G1Point.hash_to_curve(message, _DOMAIN)
    return GT.pairing_check([signed, -hashed], [_ONE, _KEY])


def value_of(signature: bytes) -> str:
    """Give the random value of a round in hex, from its signature."""
    return hashlib.sha256(signature).hexdigest()
