"""Messages that are taken from the queue before there is room for them."""

from uuid import UUID

from plushka.domain.messaging import delivering, recovering
from plushka.domain.messaging.models import Attempt, Cost, Message
from tests.domain.members.cast import NOON
from tests.domain.messaging.test_delivering import anna, claim, say, sms, state

__all__ = ["anna", "sms"]


def test_what_was_taken_ahead_and_not_begun_is_sent_by_the_next_sender(sms: UUID, anna: UUID):
    """Nobody handed it over: a kill leaves nothing to doubt, and nothing was spent."""
    message_id = say(anna)
    [taken] = claim(ahead=[])
    assert (state(message_id)[0], Attempt.objects.count()) == ("SENDING", 0)
    assert claim(ahead=[taken]) == []

    assert recovering.recover(at=NOON, safe=()) == 1

    assert Cost.objects.count() == 0
    assert [one.id for one in claim()] == [message_id]


def test_what_is_begun_is_written_before_it_is_handed_over(sms: UUID, anna: UUID):
    message_id = say(anna)
    taken = claim(ahead=[])

    delivering.begin(taken, at=NOON)

    assert Attempt.objects.get().state == "STARTED"
    assert Cost.objects.get().messages == 1
    recovering.recover(at=NOON, safe=())
    assert Message.objects.get(id=message_id).state == "PERHAPS"
