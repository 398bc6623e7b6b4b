"""Test messages are counted also when two press at once."""

import threading

from plushka.domain.messaging.models import Message
from plushka.domain.messaging.trying import MOST_AN_HOUR, TooManyTests, send_test
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import NOON, at_work


def phone(number: int) -> str:
    return f"+7916000{number:04}"


def test_two_who_press_at_once_do_not_pass_the_limit_together(open_shop: Tenant):
    with at_work(open_shop):
        for number in range(MOST_AN_HOUR - 1):
            send_test(text="раз", phone=phone(number), at=NOON)
    gate, refused = threading.Barrier(3), []

    def press(number: int) -> None:
        gate.wait(10)
        try:
            with at_work(open_shop):
                send_test(text="раз", phone=phone(number), at=NOON)
        except TooManyTests:
            refused.append(number)

    pressing = [threading.Thread(target=press, args=[100 + place]) for place in range(3)]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()

    with at_work(open_shop):
        assert Message.objects.filter(kind="test").count() == MOST_AN_HOUR
    assert len(refused) == 2
