"""The values of a statement: named ``%(so)s`` where it is written, numbered on the wire."""

import re
from functools import cache

VALUE = re.compile(r"%\((\w+)\)s")


@cache
def by_number(sql: str) -> tuple[bytes, tuple[str, ...]]:
    """Give a statement with ``$1``, ``$2`` … and the names they stand for, in order."""
    names = tuple(dict.fromkeys(VALUE.findall(sql)))
    places = {name: f"${place}" for place, name in enumerate(names, start=1)}
    return VALUE.sub(lambda value: places[value[1]], sql).encode(), names
