"""B11: points do not end within three days after their warning failed."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import connection

from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.models import Account, Entry
from plushka.domain.ledger.verify import verify
from plushka.domain.messaging.models import Attempt, Message
from plushka.domain.notices import expiring, in_vain
from plushka.domain.programmes.explain import explain
from plushka.lib.ids import new_id
from tests.domain.notices.test_expiring import ENDS, on
from tests.domain.sales.cast import asked, give, sell

pytestmark = pytest.mark.django_db

WARNED = on(2, month=12)
"""The last day on which a warning of 6 December is given."""


def warned(member: UUID, **state: object) -> Message:
    """Points that end with 6 December, and what became of their warning."""
    give(100_000, member=member, expires_at=ENDS)
    expiring.warn(at=WARNED)
    message = Message.objects.get()
    if state:
        Message.objects.filter(id=message.id).update(**state)
    return message


def failed(message: Message, at: dt.datetime) -> None:
    Message.objects.filter(id=message.id).update(state="DEAD", due_at=None, code="failed")
    Attempt.objects.create(
        tenant_id=message.tenant_id,
        id=new_id(),
        message_id=message.id,
        kind=message.kind,
        nature=message.nature,
        way="SMS",
        state="FAILED",
        started_at=WARNED,
        ended_at=WARNED,
        reported_at=at,
    )


def ends(member: UUID, at: dt.datetime) -> dt.datetime | None:
    account = Account.objects.get(member_id=member).id
    lots = ledger.live_lots(account=account, at=at)
    return next((lot.expires_at for lot in lots if lot.granted == 100_000), None)


def test_points_last_three_days_longer_than_the_day_their_warning_failed(anna: UUID):
    failed(warned(anna), on(5, month=12))

    assert in_vain.extend(at=on(5, hour=11, month=12)) == 1

    assert ends(anna, on(5, hour=12, month=12)) == on(9, hour=0, month=12)
    assert ends(anna, on(8, hour=23, month=12)) == on(9, hour=0, month=12)
    assert ends(anna, on(9, hour=0, month=12)) is None
    with connection.cursor() as cursor:
        assert verify(cursor).broken == []


def test_it_is_done_once(anna: UUID):
    failed(warned(anna), on(5, month=12))
    moments = [on(5, hour=hour, month=12) for hour in (11, 12, 13)]
    assert [in_vain.extend(at=at) for at in moments] == [1, 0, 0]


def test_points_of_somebody_who_cannot_be_reached_do_not_last_for_ever(anna: UUID):
    failed(warned(anna), on(5, month=12))
    assert in_vain.extend(at=on(5, hour=11, month=12)) == 1
    again = Message.objects.get()
    Message.objects.filter(id=again.id).update(cause="expiring:2026-12-08")
    failed(again, on(8, month=12))
    assert in_vain.extend(at=on(8, hour=11, month=12)) == 0


def test_the_member_reads_why(anna: UUID):
    message = warned(anna)
    failed(message, on(5, month=12))
    in_vain.extend(at=on(5, hour=11, month=12))

    entry = Entry.objects.get(kind="EXTENSION")

    assert (entry.points, entry.source_kind, entry.source_id) == (0, "MESSAGE", message.id)
    assert [explain(entry.explanation[0], language) for language in ("ru", "uk", "en")] == [
        "Предупредить о сгорании не удалось: бонусы действуют дольше, по 08.12.2026 включительно",
        "Попередити про згоряння не вдалося: бонуси діють довше, до 08.12.2026 включно",
        (
            "The warning that points would end could not be delivered: they last longer, up to and"
            " including 8 December 2026"
        ),
    ]


def test_a_failure_long_before_the_end_moves_nothing(anna: UUID):
    """On the third day after it they have not ended anyway."""
    failed(warned(anna), on(3, month=12))
    assert in_vain.extend(at=on(3, hour=11, month=12)) == 0
    assert ends(anna, on(4, month=12)) == ENDS


@pytest.mark.parametrize("state", ["SKIPPED", "SENT", "DELIVERED", "PERHAPS"])
def test_what_did_not_fail_moves_nothing(anna: UUID, state: str):
    message = warned(anna)
    failed(message, on(5, month=12))
    Message.objects.filter(id=message.id).update(state=state, code="member_wants_none")
    assert in_vain.extend(at=on(5, hour=11, month=12)) == 0


def test_points_that_were_spent_meanwhile_are_left_alone(anna: UUID):
    failed(warned(anna), on(5, month=12))
    sell(asked("A-1", 200_000, redeem=100_000), at=on(5, hour=11, month=12))
    assert in_vain.extend(at=on(5, hour=12, month=12)) == 0


def test_points_that_have_ended_stay_ended(anna: UUID):
    failed(warned(anna), on(6, hour=23, month=12))
    assert in_vain.extend(at=ENDS) == 0


def test_a_warning_without_any_channel_failed_when_it_was_made(anna: UUID):
    warned(anna, state="DEAD", due_at=None, code="no_channel")
    assert in_vain.extend(at=on(3, month=12)) == 0
    Message.objects.update(created_at=on(4, month=12))
    assert in_vain.extend(at=on(4, month=12)) == 1
    assert ends(anna, on(5, month=12)) == on(8, hour=0, month=12)


def test_a_warning_that_is_tried_again_and_again_gives_way_an_hour_before_the_end(anna: UUID):
    warned(anna, code="timeout", n_tries=1)
    assert in_vain.extend(at=on(6, hour=22, month=12)) == 0
    assert in_vain.extend(at=on(6, hour=23, month=12)) == 1
    assert ends(anna, on(7, month=12)) == on(10, hour=0, month=12)


def test_many_are_extended_in_portions(anna: UUID):
    give(100_000, member=anna, expires_at=ENDS - dt.timedelta(hours=1), key="sooner")
    failed(warned(anna), on(5, month=12))
    moments = [on(5, hour=hour, month=12) for hour in (11, 12, 13)]
    assert [in_vain.extend(at=at, most=1) for at in moments] == [1, 1, 0]
