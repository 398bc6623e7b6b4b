"""Why a person is stopped, or a change of limits is refused."""

import datetime as dt
from uuid import UUID

from plushka.domain.limits.kinds import Kind
from plushka.lib.refusal import Refusal


class StaffLimitReached(Refusal):
    """The person did as much of this today as the company lets them."""

    code = "staff_limit_reached"

    def __init__(
        self,
        *,
        kind: Kind,
        most: int,
        used: int,
        staff_id: UUID,
        day: dt.date,
        subject: UUID | None = None,
    ) -> None:
        super().__init__(f"The day's limit of {kind.lower()} is reached.", kind=kind.value)
        self.kind = kind
        self.most = most
        #: What the day would have come to.
        self.used = used
        self.staff_id = staff_id
        self.day = day
        self.subject = subject


class CodeLimitReached(Refusal):
    """So many codes were sent within this hour or day that no more are, by the company's limits.

    An alert tells its people, so the refusal is remembered.
    """

    code = "code_limit_reached"
    is_remembered = True

    def __init__(self, *, kind: Kind, most: int, retry_after: int) -> None:
        super().__init__(
            "No more codes are sent for now; wait a while.",
            kind=kind.value,
            retry_after=retry_after,
        )
        self.kind = kind
        self.most = most
        #: Seconds until the window is over.
        self.retry_after = retry_after


class LimitsOutdated(Refusal):
    """Somebody else changed the limits meanwhile."""

    code = "limits_outdated"

    def __init__(self) -> None:
        super().__init__("Somebody else changed the limits meanwhile.")


class LiftsOwnLimit(Refusal):
    """Nobody lets themselves go on, but an owner, above whom is nobody."""

    code = "lifts_own_limit"

    def __init__(self) -> None:
        super().__init__("Ask somebody else to lift your limit.")
