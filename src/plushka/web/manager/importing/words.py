"""What columns, rows and files come to, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plushka.domain.imports.asking import ImportBusy
from plushka.domain.imports.fields.field import Kind, attribute
from plushka.domain.imports.models import ImportRow
from plushka.domain.imports.plan import MappingWrong
from plushka.domain.imports.reasons import Reason
from plushka.domain.imports.sheets.sheet import Fault, SheetUnreadable
from plushka.domain.tasks.operations import TooManyTasks
from plushka.lib import money
from plushka.lib.refusal import Refusal

type Words = Any | Promise

KINDS: Mapping[Kind, tuple[Words, Words]] = {
    Kind.MEMBERS: (_("Members"), _("People, with or without the balance they bring.")),
    Kind.BALANCES: (_("Balances"), _("Points for members who are here already.")),
    Kind.ENTRIES: (
        _("Movements"),
        _("The history of points of members, from their first day."),
    ),
    Kind.SALES: (_("Sales"), _("Receipts of the past, line by line: members earn by them.")),
}

FIELDS: Mapping[str, Words] = {
    "phone": _("Phone"),
    "card": _("Card number"),
    "alias": _("Alias"),
    "name": _("Name"),
    "first_name": _("First name"),
    "surname": _("Surname"),
    "patronymic": _("Patronymic"),
    "birth_date": _("Birth date"),
    "sex": _("Sex"),
    "email": _("E-mail"),
    "note": _("Note"),
    "tier": _("Tier"),
    "tags": _("Tags"),
    "referrer": _("Who brought them"),
    "advertising": _("Agrees to advertising"),
    "balance": _("Balance"),
    "expires": _("Last day of the points"),
    "points_kind": _("Kind of points"),
    "at": _("Moment"),
    "points": _("Points"),
    "type": _("Kind of movement"),
    "outlet": _("Outlet"),
    "receipt": _("Receipt number"),
    "member": _("Member"),
    "sku": _("Product"),
    "category": _("Category"),
    "supplier": _("Supplier"),
    "quantity": _("Quantity"),
    "price": _("Price of one"),
    "discount": _("Discount of the line"),
}

FAULTS: Mapping[Fault, Words] = {
    Fault.EMPTY: _("There is nothing in this file but, perhaps, names of columns."),
    Fault.TOO_LARGE: _("The file is larger than 32 MB. Divide it, or save it as CSV."),
    Fault.UNPACKS_TOO_LARGE: _(
        "The file unpacks into more than can be read."
        " Save the table alone, as a new file or as CSV."
    ),
    Fault.PASSWORD: _("The file is protected by a password. Save it without one."),
    Fault.DAMAGED: _("The file cannot be opened. Open it in Excel and save it as a new .xlsx."),
    Fault.NOT_TAKEN: _("Files of this kind are not read. Save the table as .xlsx or CSV."),
    Fault.ENCODING: _("The letters of this file cannot be read. Save it as “CSV UTF-8”."),
    Fault.NOT_CSV: _(
        "The file is no table: a quotation mark in it opens and does not close."
        " Save it anew as CSV or .xlsx."
    ),
    Fault.TOO_MANY_ROWS: _("The file has more than 200,000 rows. Divide it."),
    Fault.TOO_MANY_COLUMNS: _("The file has more than 100 columns. Leave those that are needed."),
}

REASONS: Mapping[Reason, Words] = {
    Reason.NOBODY: _("Nobody is named: a phone, a card or an alias is needed."),
    Reason.EMPTY: _("This is needed, and empty."),
    Reason.TOO_LONG: _("This is too long."),
    Reason.CONTROL: _("There are characters in it that cannot be read."),
    Reason.NO_PHONE: _("This is no phone number."),
    Reason.DIGITS_LOST: _(
        "Excel has lost the last digits of this number."
        " Give the column the format “Text” and paste the numbers again."
    ),
    Reason.NO_CARD: _("This is no card number: thirteen digits, the last one a check digit."),
    Reason.NO_ALIAS: _("This is no alias: 3 to 30 letters and digits of one alphabet."),
    Reason.NO_EMAIL: _("This is no e-mail address."),
    Reason.NO_SEX: _("This is no sex: write m or f."),
    Reason.NO_DATE: _("This is no date: write it as 21.11.2026."),
    Reason.NO_MOMENT: _("This is no moment: write it as 21.11.2026 12:30."),
    Reason.BIRTHDAY_RANGE: _("A birth date is between 1900 and today."),
    Reason.NO_NUMBER: _("This is no number with at most two decimals."),
    Reason.TOO_LARGE: _("This is too much for one row."),
    Reason.NEGATIVE: _("This is below zero."),
    Reason.ZERO: _("This is zero."),
    Reason.NO_ANSWER: _("This is neither yes nor no."),
    Reason.NO_KIND: _("Points are of purchases or gifts: this is neither."),
    Reason.NO_TIER: _("The programme has no tier of this code or name."),
    Reason.TOO_MANY_TAGS: _("A member carries at most %(most)s tags."),
    Reason.NO_ATTRIBUTE: _("This cannot be kept as an attribute."),
    Reason.TWICE: _("Row %(row)s says the same."),
    Reason.TWO_MEMBERS: _("Phone and card belong to two members."),
    Reason.CARD_VOID: _("This card was replaced and is void."),
    Reason.UNKNOWN_MEMBER: _("There is no such member. Import members first."),
    Reason.BLOCKED: _("This member is blocked."),
    Reason.OTHER_BALANCE: _("An import has brought this balance before, of %(points)s points."),
    Reason.ENDED: _("These points have ended already."),
    Reason.REFERRER_UNKNOWN: _("Who brought them is neither a member nor in this file."),
    Reason.REFERRER_SELF: _("Nobody brings themselves."),
    Reason.REFERRER_CIRCLE: _("They brought one another, in a circle."),
    Reason.NEIGHBOUR: _("Another row of the same is wrong: row %(row)s."),
    Reason.HAS_MOVEMENTS: _(
        "The member has movements of points already, and a history comes before all others."
    ),
    Reason.IN_FUTURE: _("This is yet to come."),
    Reason.OVERDRAWN: _("More points go than had come by then."),
    Reason.NO_TYPE: _("This is no kind of movement that is known."),
    Reason.WRONG_SIGN: _("This kind of movement has the other sign."),
    Reason.DIFFERS: _("Row %(row)s of the same receipt says something else."),
    Reason.NO_OUTLET: _("There is no such outlet."),
    Reason.OTHER_RECEIPT: _("Another receipt with this number is recorded."),
    Reason.DISCOUNT: _("The discount is more than the line comes to."),
    Reason.TOO_LATE: _("Nobody went on with this import in time, so the row is forgotten."),
    Reason.OTHER: _("This row cannot be taken as it is."),
    Reason.SPENT: _("%(points)s points were spent or had ended, and stay so."),
    Reason.MEMBER_STAYS: _("Something has happened to this member since, so they stay."),
}

VERDICTS: Mapping[str, Words] = {
    ImportRow.Verdict.WAITING: _("not looked at"),
    ImportRow.Verdict.NEW: _("new"),
    ImportRow.Verdict.KNOWN: _("known, gets points"),
    ImportRow.Verdict.REPEATED: _("nothing to do"),
    ImportRow.Verdict.REFUSED: _("refused"),
}

_PROBLEMS: Mapping[str, Words] = {
    "twice": _("Two columns cannot both be “%(field)s”. Choose one of them."),
    "missing": _("No column is “%(field)s”, and the import cannot do without it."),
    "nobody": _("One column has to say who a row is of: a phone, a card or an alias."),
    "columns": _("The columns of the file are others than those of the form. Choose again."),
    "until": _("Say until which day the points can be spent."),
}


def field_words(meaning: str) -> str:
    """Name what a column means."""
    return str(FIELDS.get(meaning, attribute(meaning) or meaning))


def reason_words(row: ImportRow) -> str:
    """Say why a row was not taken, or not undone; empty where it was."""
    if not row.reason:
        return ""
    facts = {name: _fact(name, told) for name, told in row.facts.items()}
    said = str(REASONS[Reason(row.reason)]) % facts
    return f"{field_words(row.field)}: {said}" if row.field else said


def refusal_words(refusal: Refusal) -> str:
    """Say why a file, or its columns, cannot be gone on with."""
    match refusal:
        case SheetUnreadable():
            return str(FAULTS[refusal.fault])
        case MappingWrong():
            said = str(_PROBLEMS[refusal.problem])
            return said % {"field": field_words(refusal.field)}
        case ImportBusy():
            return str(_("This import has gone on meanwhile. What you see is how it stands."))
        case TooManyTasks():
            return str(_("Too much is waiting to be done already. Try again in a while."))
        case _:
            return str(_("This cannot be done as it stands."))


def _fact(name: str, told: object) -> str:
    if name == "points" and isinstance(told, int):
        return money.localised(told, get_language() or "en")
    return str(told)
