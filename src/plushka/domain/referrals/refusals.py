"""Why somebody may not join, or not invite."""

from plushka.lib.money import show
from plushka.lib.refusal import Refusal


class InvitationNeeded(Refusal):
    """Only who is invited joins here (U23); told alike for no invitation and for a bad one."""

    code = "invitation_needed"

    def __init__(self) -> None:
        super().__init__("Joining takes an invitation by a member.")


class NoRightToInvite(Refusal):
    """The member has not gathered enough points yet (U24), or is blocked: then nothing misses."""

    code = "no_right_to_invite"

    def __init__(self, *, missing: int) -> None:
        super().__init__("This member may not invite yet.", missing=show(missing))
        self.missing = missing


class InvitationLimitReached(Refusal):
    """As many were made as the programme lets; ``limit`` says of which."""

    code = "invitation_limit_reached"

    def __init__(self, limit: str) -> None:
        super().__init__("No more invitations can be made.", limit=limit)
        #: ``month`` or ``all`` of the member's, or ``company``.
        self.limit = limit


class InvitationUnknown(Refusal):
    """The member made no such invitation."""

    code = "invitation_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such invitation.")


class InvitationClosed(Refusal):
    """It was used, withdrawn or ended meanwhile."""

    code = "invitation_closed"

    def __init__(self) -> None:
        super().__init__("This invitation was used, withdrawn or has ended.")
