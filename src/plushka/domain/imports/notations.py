"""What people write into the cells of a sheet, whatever the notation.

Nothing is guessed: where a cell could be read in two ways it is refused.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.domain.members import alias as aliases
from plushka.domain.members import card as cards
from plushka.domain.members import person
from plushka.domain.members import phone as phones
from plushka.domain.members.locator import Locator
from plushka.lib.days import NO_YEAR
from plushka.lib.refusal import BadField

LONGEST = 200
MOST_POINTS = 10**12
"""Hundredths: ten thousand million points in one row are a slip."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")
_EXPONENT = re.compile(r"([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})", re.ASCII)
_WHOLE = re.compile(r"([0-9]+)[.,]0+", re.ASCII)
_SPACES = re.compile(r"[\s'\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
_AMOUNT = re.compile(r"([+-]?)([0-9]{1,13})(?:\.([0-9]{1,6}))?", re.ASCII)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?\.?", re.ASCII)
_YEAR_FIRST = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})", re.ASCII)
_SERIAL = re.compile(r"[1-7][0-9]{4}", re.ASCII)
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?", re.ASCII)
_OFFSET = re.compile(r"(?:[Zz]|([+-])([0-9]{2}):?([0-9]{2}))$", re.ASCII)
_EXCEL_EPOCH = dt.date(1899, 12, 30)
_CENTURY = 100
_EAN = 13
_SHORTEST_CARD = 8

_YES = frozenset({"да", "так", "yes", "y", "1", "+", "true", "истина", "істина", "есть", "є", "д"})
_NO = frozenset({"нет", "ні", "no", "n", "0", "-", "false", "ложь", "хиба", "", "н"})
_SEXES = {
    ("",): "",
    ("ж", "жен", "женский", "женщина", "жін", "жіноча", "жінка", "f", "female", "w"): "FEMALE",
    ("м", "муж", "мужской", "мужчина", "чол", "чоловіча", "чоловік", "m", "male"): "MALE",
}


def text(cell: str, *, field: str, longest: int = LONGEST) -> str:
    """Read a text: spaces around it dropped, line breaks within it as spaces."""
    if _CONTROL.search(cell):
        raise RowWrong(Reason.CONTROL, field)
    read = " ".join(cell.split())
    if len(read) > longest:
        raise RowWrong(Reason.TOO_LONG, field, most=longest)
    return read


def digits(cell: str, *, field: str) -> str:
    """Give a number that stands for digits as digits: 7.9161234567E10 as 79161234567.

    Refuses one of which Excel has kept only the first digits.
    """
    if match := _EXPONENT.fullmatch(cell):
        first, rest, power = match[1], match[2] or "", int(match[3])
        if len(rest) != power:
            raise RowWrong(Reason.DIGITS_LOST, field)
        return first + rest
    match = _WHOLE.fullmatch(cell)
    return match[1] if match else cell


@lru_cache(maxsize=65536)
def phone(cell: str, *, region: str, field: str = "phone") -> Locator:
    """Read a phone in any usual notation, also as Excel writes a number."""
    try:
        return Locator("PHONE", phones.normalise(digits(cell.strip(), field=field), region))
    except ValueError:
        raise RowWrong(Reason.NO_PHONE, field) from None


def card(cell: str, *, field: str = "card") -> Locator:
    """Read a card number; Excel has dropped the noughts in front where it took it as a number."""
    written = digits(cell.strip(), field=field)
    if written.isdigit() and _SHORTEST_CARD <= len(written) < _EAN:
        written = written.zfill(_EAN)
    try:
        return Locator("CARD", cards.normalise(written))
    except ValueError:
        raise RowWrong(Reason.NO_CARD, field) from None


def alias(cell: str, *, field: str = "alias") -> Locator:
    """Read an alias."""
    try:
        return Locator("ALIAS", aliases.normalise(cell.strip()))
    except ValueError:
        raise RowWrong(Reason.NO_ALIAS, field) from None


def somebody(cell: str, *, region: str, field: str) -> Locator:
    """Read what finds a member: a card, a phone or an alias, whichever it can be.

    Thirteen digits that fit are a card; fewer are one only where they are no
    phone, because the noughts in front of a card may have been dropped.
    """
    try:
        return Locator("CARD", cards.normalise(cell.strip()))
    except ValueError:
        pass
    readers: tuple[Callable[[], Locator], ...] = (
        lambda: phone(cell, region=region, field=field),
        lambda: card(cell, field=field),
        lambda: alias(cell, field=field),
    )
    for read in readers:
        try:
            return read()
        except RowWrong as wrong:
            if wrong.reason is Reason.DIGITS_LOST:
                raise
    raise RowWrong(Reason.NOBODY, field)


def signed(cell: str, *, field: str) -> int:
    """Read a sum in hundredths, with its sign: ``1 234,5`` is 123450.

    A comma and a point are both the decimal sign, and both at once are refused
    unless the first of them parts thousands.
    """
    written = _SPACES.sub("", cell).replace("\N{MINUS SIGN}", "-")
    if "," in written and "." in written:
        thousands = "," if written.rindex(",") < written.rindex(".") else "."
        head = written.split("." if thousands == "," else ",")[0].lstrip("+-").split(thousands)
        if not (1 <= len(head[0]) <= 3 and all(len(part) == 3 for part in head[1:])):  # noqa: PLR2004
            raise RowWrong(Reason.NO_NUMBER, field)
        written = written.replace(thousands, "")
    match = _AMOUNT.fullmatch(written.replace(",", "."))
    if match is None:
        raise RowWrong(Reason.NO_NUMBER, field)
    sign, whole, part = match[1], match[2], match[3] or ""
    if part[2:].strip("0"):
        raise RowWrong(Reason.NO_NUMBER, field)
    hundredths = int(whole) * 100 + int((part + "00")[:2])
    if hundredths > MOST_POINTS:
        raise RowWrong(Reason.TOO_LARGE, field)
    return -hundredths if sign == "-" else hundredths


def day(
    cell: str, *, field: str, may_lack_year: bool = False, today: dt.date | None = None
) -> dt.date:
    """Read a day: 2026-11-21, 21.11.2026, 21.11.26, a day's number in Excel.

    With two figures of a year it is the last such year that was not after
    ``today``. Where the year may be lacking, 21.11 is a day of ``NO_YEAR``.
    """
    written = cell.strip().removesuffix(" 00:00:00").removesuffix(" 0:00:00")
    try:
        if match := _YEAR_FIRST.fullmatch(written):
            return dt.date(int(match[1]), int(match[3]), int(match[4]))
        if match := _DAY_FIRST.fullmatch(written):
            if match[4] is None and not may_lack_year:
                raise RowWrong(Reason.NO_DATE, field)
            year = _year(match[4], today)
            return dt.date(year, int(match[3]), int(match[1]))
        if _SERIAL.fullmatch(written):
            return _EXCEL_EPOCH + dt.timedelta(days=int(written))
    except ValueError:
        pass
    raise RowWrong(Reason.NO_DATE, field)


def _year(written: str | None, today: dt.date | None) -> int:
    if written is None:
        return NO_YEAR
    year = int(written)
    if len(written) > 2:  # noqa: PLR2004 - figures
        return year
    latest = (today or dt.date(2049, 1, 1)).year
    return latest - (latest - year) % _CENTURY


def moment(cell: str, *, field: str, zone: str) -> dt.datetime:
    """Read a moment: a day, with or without a time; without an offset it is the company's own.

    A day alone is its noon.
    """
    written = cell.strip().replace("T", " ").replace("t", " ")
    head, _, tail = written.partition(" ")
    if not tail:
        noon = dt.datetime.combine(day(head, field=field), dt.time(12), ZoneInfo(zone))
        return noon.astimezone(dt.UTC)
    offset = _OFFSET.search(tail)
    match = _TIME.fullmatch(tail[: offset.start()].strip() if offset else tail.strip())
    if match is None:
        raise RowWrong(Reason.NO_MOMENT, field)
    try:
        time = dt.time(int(match[1]), int(match[2]), int(match[3] or 0))
        there = dt.datetime.combine(day(head, field=field), time, _zone(offset, zone))
        return there.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise RowWrong(Reason.NO_MOMENT, field) from None


def _zone(offset: re.Match[str] | None, zone: str) -> dt.tzinfo:
    if offset is None:
        return ZoneInfo(zone)
    if offset[1] is None:
        return dt.UTC
    away = dt.timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    return dt.timezone(-away if offset[1] == "-" else away)


def yes(cell: str, *, field: str) -> bool:
    """Read an answer: да, так, yes, 1 and + are yes."""
    said = cell.strip().casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise RowWrong(Reason.NO_ANSWER, field)


def sex(cell: str, *, field: str) -> str:
    """Read a sex: FEMALE, MALE, or empty where it is not told."""
    said = cell.strip().casefold().removesuffix(".")
    for words, read in _SEXES.items():
        if said in words:
            return read
    raise RowWrong(Reason.NO_SEX, field)


def email(cell: str, *, field: str) -> str:
    """Read an e-mail address; empty where there is none."""
    try:
        return person.read_email(cell, path=field)
    except BadField:
        raise RowWrong(Reason.NO_EMAIL, field) from None


def thousandths(cell: str, *, field: str) -> int:
    """Read a quantity above zero, up to three decimals."""
    written = _SPACES.sub("", cell).replace(",", ".")
    match = _AMOUNT.fullmatch(written)
    if match is None or match[1] == "-" or (match[3] or "")[3:].strip("0"):
        raise RowWrong(Reason.NO_NUMBER, field)
    read = int(Decimal(written).scaleb(3))
    if not read:
        raise RowWrong(Reason.ZERO, field)
    return read
