"""What the QR code of a printed receipt says: Russian tills print its moment and its sum.

``t=20261122T1405&s=1234.50&fn=…&i=…&fp=…&n=1``; the rest is for the tax office.
"""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from plushka.lib import money
from plushka.web.till.finding import latin

_SECONDS = 15
#: On a Russian layout a scanner types these for ``&`` and the point.
_SIGNS = str.maketrans("?юЮ", "&..")
_MOMENT = re.compile(r"\d{8}T\d{4}(?:\d{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Printed:
    """The local moment on a receipt, and its sum in kopecks."""

    at: dt.datetime
    total: int


def read(text: str, *, zone: str) -> Printed | None:
    """Read a scanned code; None where it is no receipt's.

    A scanner types as a keyboard does, so the letters may be those of another layout.
    """
    told = parse_qs(latin(text.strip()).translate(_SIGNS))
    moment, total = told.get("t", [""])[0], told.get("s", [""])[0]
    if not _MOMENT.fullmatch(moment):
        return None
    written = "%Y%m%dT%H%M%S" if len(moment) == _SECONDS else "%Y%m%dT%H%M"
    try:
        at = dt.datetime.strptime(moment, written).replace(tzinfo=ZoneInfo(zone))
        return Printed(at, money.parse(total))
    except ValueError:
        return None
