"""Stamps: what a form was filled with, so that a change meanwhile is noticed."""

import hashlib
import json


def stamp_of(told: object) -> str:
    """Give a short digest of a document of plain values, whatever the order of its keys."""
    written = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:16]
