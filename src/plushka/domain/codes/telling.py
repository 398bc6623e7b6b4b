"""What a list of activations is answered."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db.models import F, Sum

from plushka.domain.codes.asking import Answer, Outcome
from plushka.domain.codes.deciding import SOURCE
from plushka.domain.codes.loading import Known, Made
from plushka.domain.effects.models import Applied
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.lib.refusal import Refusal


def told(
    known: Known, found: Sequence[Made | Refusal], *, ruled: Mapping[UUID, int]
) -> list[Answer]:
    """Answer each; ``ruled`` is what rules gave for those that are new, in hundredths."""
    new = {one.made.id for one in known.new}
    points = {**ruled, **_ruled_before({one.id for one in found if isinstance(one, Made)} - new)}
    book = _book(known) if any(ruled.values()) else known.book
    answers: list[Answer] = []
    before: set[UUID] = set()
    for one in found:
        if isinstance(one, Refusal):
            answers.append(one)
            continue
        is_repeat = one.id in before or one.id not in new
        answers.append(_outcome(known, one, book, points.get(one.id, 0), is_repeat=is_repeat))
        before.add(one.id)
    return answers


def _outcome(known: Known, one: Made, book: Book, more: int, *, is_repeat: bool) -> Outcome:
    programme = known.named.rules.at(known.moment)
    standing = known.standings[one.member]
    return Outcome(
        activation=one.id,
        batch=one.batch,
        batch_name=known.batches[one.batch].name,
        member=one.member,
        at=one.at,
        points=one.points + more,
        chances=one.chances,
        balance=book.seen(standing.account, value=programme.point_value),
        is_repeat=is_repeat,
        is_silent=standing.is_silent,
    )


def _book(known: Known) -> Book:
    """Read the accounts anew: rules gave points after they were written."""
    return accounts.look(accounts=known.book.pages.keys(), at=known.moment)


def _ruled_before(activations: Collection[UUID]) -> dict[UUID, int]:
    """Give what rules gave whose codes they were, when they were activated before."""
    if not activations:
        return {}
    rows = Applied.objects.filter(source_kind=SOURCE, source_id__in=activations)
    own = rows.filter(member_id=F("about_id")).values("source_id")
    return dict(own.annotate(n=Sum("points")).values_list("source_id", "n"))
