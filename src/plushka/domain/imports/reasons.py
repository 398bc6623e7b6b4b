"""Why a row of a file is not taken, as codes; what is read says them in words."""

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a row, or with one cell of it."""

    #: Nothing says whose the row is.
    NOBODY = "nobody"
    #: A cell that is needed is empty.
    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL = "control"
    NO_PHONE = "no_phone"
    #: Excel kept only some of the digits: 7.91E+10.
    DIGITS_LOST = "digits_lost"
    NO_CARD = "no_card"
    NO_ALIAS = "no_alias"
    NO_EMAIL = "no_email"
    NO_SEX = "no_sex"
    NO_DATE = "no_date"
    NO_MOMENT = "no_moment"
    BIRTHDAY_RANGE = "birthday_range"
    NO_NUMBER = "no_number"
    TOO_LARGE = "too_large"
    NEGATIVE = "negative"
    ZERO = "zero"
    NO_ANSWER = "no_answer"
    NO_KIND = "no_kind"
    NO_TIER = "no_tier"
    TOO_MANY_TAGS = "too_many_tags"
    NO_ATTRIBUTE = "no_attribute"
    #: Another row before says the same; ``row`` is its number.
    TWICE = "twice"
    #: Phone and card are those of two members.
    TWO_MEMBERS = "two_members"
    CARD_VOID = "card_void"
    UNKNOWN_MEMBER = "unknown_member"
    BLOCKED = "blocked"
    #: The same balance came with an earlier import, and was another then.
    OTHER_BALANCE = "other_balance"
    #: The points had ended already.
    ENDED = "ended"
    REFERRER_UNKNOWN = "referrer_unknown"
    REFERRER_SELF = "referrer_self"
    REFERRER_CIRCLE = "referrer_circle"
    #: A member's history is taken whole or not at all; another row of theirs is wrong.
    NEIGHBOUR = "neighbour"
    #: The account has movements already, which a history cannot go before.
    HAS_MOVEMENTS = "has_movements"
    IN_FUTURE = "in_future"
    OVERDRAWN = "overdrawn"
    NO_TYPE = "no_type"
    WRONG_SIGN = "wrong_sign"
    #: Rows of one receipt say something else of it; ``row`` is its first one.
    DIFFERS = "differs"
    NO_OUTLET = "no_outlet"
    OTHER_RECEIPT = "other_receipt"
    DISCOUNT = "discount"
    #: The run was called off, and nobody went on with it in time.
    TOO_LATE = "too_late"
    OTHER = "other"
    #: Said of rows that could not be undone whole.
    SPENT = "spent"
    MEMBER_STAYS = "member_stays"


class RowWrong(Exception):  # noqa: N818 - a row is wrong; nothing failed
    """A row is not taken: why, and which field of it says so."""

    def __init__(self, reason: Reason, field: str = "", **facts: str | int) -> None:
        super().__init__(f"{field}: {reason}" if field else str(reason))
        self.reason = reason
        self.field = field
        self.facts = facts
