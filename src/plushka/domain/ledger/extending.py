"""Points last longer than they were given for, because something owed to their owner was not done.

Only ever later, and only what has not ended: what is over is never brought back.
"""

import dataclasses
import datetime as dt

from plushka.domain.ledger.page import NotLoaded, Page
from plushka.domain.ledger.terms import Cause, Entry


def extend(page: Page, cause: Cause, *, ending: dt.datetime, until: dt.datetime) -> Entry | None:
    """Let lots that end at one moment end at a later one; None where nothing is left of them.

    What was taken from such a lot comes back to its new term (T12). The entry moves no points; it
    says of which lots it speaks, when they were to end and when they do.
    """
    if not page.has_lots:
        raise NotLoaded(f"the lots of account {page.account} were not loaded")
    if until <= ending:
        raise ValueError("a term is only made longer")
    if ending <= page.now:
        return None
    lots = [lot for lot in page.lots.values() if lot.remaining and lot.expires_at == ending]
    if not lots:
        return None
    for lot in lots:
        lot.end_at(until)
        lot.is_changed = True
    facts = {
        "lots": sorted(str(lot.id) for lot in lots),
        "ending": ending.isoformat(),
        "until": until.isoformat(),
    }
    first, *rest = cause.explanation or [{}]
    own = dataclasses.replace(cause, explanation=[{**first, **facts}, *rest])
    return page.post("EXTENSION", 0, own)
