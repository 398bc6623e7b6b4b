"""Why somebody's points are not spent now, whatever they are to be spent on."""

from plushka.lib.refusal import Refusal


class MemberBlocked(Refusal):
    """The member may not buy within the programme."""

    code = "member_blocked"

    def __init__(self) -> None:
        super().__init__("This member is blocked.")


class SpendingFrozen(Refusal):
    """The member has frozen spending: points come in and none go out (B12)."""

    code = "spending_frozen"

    def __init__(self) -> None:
        super().__init__("The member has frozen spending; they can allow it again themselves.")


class SecondProofNeeded(Refusal):
    """The member was found by the phone, or by what the phone found, after a long silence (T43).

    Points are spent once the card is shown, or the birth date told.
    """

    code = "second_proof_needed"

    def __init__(self) -> None:
        super().__init__(
            "This phone was silent for long and may be another's by now: ask for the card, or the"
            " birth date."
        )
