"""Which attributes a company keeps of its members."""

from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

LOOKED_AT = 1000
"""Newest members that are looked at: a company knows the same of most."""


def known_attributes() -> list[str]:
    """Give the codes of attributes that newest members have, in their order."""
    values = {"tenant": current_tenant(), "looked": LOOKED_AT}
    sql = load(__package__, "known_attributes")
    [rows] = run(raw(), [Statement("known_attributes", sql, values)])
    return [code for (code,) in rows]
