"""Receipt numbers for tills that print none: short, and never the same twice in an outlet."""

import datetime as dt
from uuid import UUID

from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


def next_number(*, outlet: UUID, day: dt.date) -> str:
    """Give the next number of an outlet on a local day: ``261122-17``.

    Nobody else is given it, whoever asks at once; one that is not used is left out. Locks the
    outlet's row until the transaction ends.
    """
    values = {"tenant": current_tenant(), "outlet": outlet, "day": day}
    statement = Statement("next_number", load(__package__ or "", "next_number"), values)
    [[(number,)]] = run(raw(), [statement])
    return f"{day:%y%m%d}-{number}"
