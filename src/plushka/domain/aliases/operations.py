"""Words are given, changed and given up. Plain functions over the shared tables.

Whoever calls holds the lock of the company's own member; the holder's lock comes after it, and
several holders are locked in the order of their ids.
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from plushka.domain.aliases import speaking
from plushka.domain.aliases.digests import of_phone
from plushka.domain.aliases.models import Holder, Word
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import Refusal

UNUSED = dt.timedelta(days=365)
"""How long a word that was given up is nobody's."""

CHANGES, WITHIN = 3, dt.timedelta(days=30)
"""So many times in so long may somebody have another word."""

_SHORT_TRIES, _TRIES = 3, 30


class AliasChangedOften(Refusal):
    """The person has had other words so often lately that they wait for the next."""

    code = "alias_changed_often"

    def __init__(self, since: dt.datetime) -> None:
        super().__init__("The alias was changed too often; wait some days.")
        self.until = since + WITHIN


@dataclass(frozen=True, slots=True)
class Held:
    """Who a person is here, and their word."""

    holder_id: UUID
    word: str


def hold(*, phone: str, at: dt.datetime, make: Callable[[int], str] = speaking.make) -> Held:
    """Give the word of whoever has a phone (E.164), made where they have none.

    The person is locked until the transaction ends. Which company asks is not told.
    """
    digest = of_phone(phone)
    Holder.objects.bulk_create([Holder(digest=digest)], ignore_conflicts=True)
    holder = Holder.objects.select_for_update(no_key=True).get(digest=digest)
    word = holder.words.filter(retired_at=None).first()
    return Held(holder.id, word.word if word else _give(holder, at=at, make=make))


def change(*, holder_id: UUID, at: dt.datetime, make: Callable[[int], str] = speaking.make) -> str:
    """Give a person another word; the old one finds nobody from then on, at any company.

    Refuses ``AliasChangedOften``. Raises ``Holder.DoesNotExist`` for who was forgotten.
    """
    holder = Holder.objects.select_for_update(no_key=True).get(id=holder_id)
    lately = holder.words.filter(retired_at__gt=at - WITHIN).order_by("retired_at")
    ends: list[dt.datetime] = [one.retired_at for one in lately if one.retired_at]
    if len(ends) >= CHANGES:
        raise AliasChangedOften(ends[-CHANGES])
    holder.words.filter(retired_at=None).update(retired_at=at)
    return _give(holder, at=at, make=make)


def use(*, holder_id: UUID) -> None:
    """Count another company that uses a person's word."""
    Holder.objects.filter(id=holder_id).update(n_companies=F("n_companies") + 1)


def leave(*, holder_ids: Collection[UUID], at: dt.datetime) -> None:
    """Count one company less for each; whom none is left of is forgotten, and the word dies."""
    ids = sorted(holder_ids)
    found = list(Holder.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id"))
    _forget([one.id for one in found if one.n_companies <= 1], at=at)
    staying = [one.id for one in found if one.n_companies > 1]
    Holder.objects.filter(id__in=staying).update(n_companies=F("n_companies") - 1)


def revoke(*, phone: str, at: dt.datetime) -> None:
    """Forget whoever had a phone: it is another person's now, and the word dies everywhere."""
    found = Holder.objects.select_for_update(no_key=True).filter(digest=of_phone(phone))
    _forget([one.id for one in found], at=at)


def _forget(ids: Collection[UUID], *, at: dt.datetime) -> None:
    if not ids:
        return
    words = Word.objects.filter(holder_id__in=ids)
    words.filter(retired_at=None).update(retired_at=at)
    words.update(holder=None)
    Holder.objects.filter(id__in=ids).delete()


def _give(holder: Holder, *, at: dt.datetime, make: Callable[[int], str]) -> str:
    for n_tries in range(_TRIES):
        word = make(speaking.SHORT if n_tries < _SHORT_TRIES else speaking.LONG)
        values = {"word": word, "holder": holder.id, "at": at, "free_before": at - UNUSED}
        [got] = run(raw(), [Statement("give_word", load(__package__, "give_word"), values)])
        if got:
            return word
    raise LookupError("no word is free")
