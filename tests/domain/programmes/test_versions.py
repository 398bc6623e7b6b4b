"""Which version of a programme rules at a moment (T7, T30)."""

import datetime as dt
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from plushka.domain.programmes import files, operations, queries
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.facts import Buyer
from plushka.domain.programmes.files import ProgrammeInvalid
from plushka.domain.programmes.models import Version
from plushka.domain.tenants.context import tenant_context
from plushka.lib.db.statements import load
from plushka.lib.refusal import BadField
from tests.domain.members.cast import at_work, open_shop
from tests.domain.programmes.making import NOON, document, receipt

__all__ = ["open_shop"]

DAY = dt.timedelta(days=1)
ZONE = "Europe/Moscow"


def earning(percent):
    """The default programme whose first tier earns so many percent."""
    plain = document()
    plain["tiers"][0]["earning"] = [{"percent": percent}]
    return files.read(plain)


def publish(percent, *, at=NOON, valid_from=None):
    return operations.publish(
        programme=earning(percent), actor="system:test", at=at, valid_from=valid_from
    )


def percent_at(moment):
    [earned] = queries.rules(zone=ZONE).at(moment).earn(receipt(10000), [10000], Buyer("standard"))
    return earned.points // 100


def test_the_first_version_is_valid_for_all_time_before_it(lipa):
    publish(7)

    assert percent_at(NOON) == 7
    assert percent_at(NOON - 3650 * DAY) == 7


def test_a_version_is_valid_from_its_moment_and_changes_nothing_before(lipa):
    publish(7)
    publish(9, at=NOON + DAY)
    publish(11, at=NOON + 2 * DAY, valid_from=NOON + 3 * DAY)

    assert percent_at(NOON + DAY - dt.timedelta(microseconds=1)) == 7
    assert percent_at(NOON + DAY) == 9
    assert percent_at(NOON + 3 * DAY - dt.timedelta(microseconds=1)) == 9
    assert percent_at(NOON + 3 * DAY) == 11


def test_a_version_published_later_overrules_one_that_has_not_begun(lipa):
    publish(7)
    publish(9, valid_from=NOON + 5 * DAY)
    publish(11, valid_from=NOON + 2 * DAY)

    assert percent_at(NOON + DAY) == 7
    assert percent_at(NOON + 2 * DAY) == 11
    assert percent_at(NOON + 5 * DAY) == 11


def test_versions_are_numbered_and_keep_their_whole_document(lipa):
    first, second = publish(7), publish(9)

    assert (first.number, second.number) == (1, 2)
    assert second.document == files.plain(earning(9))
    assert queries.get_programme(second.id) == earning(9)
    assert (second.valid_from, second.published_at, second.actor) == (NOON, NOON, "system:test")


def test_a_version_cannot_begin_in_the_past(lipa):
    publish(7)

    with pytest.raises(BadField) as refused:
        publish(9, valid_from=NOON - DAY)

    assert refused.value.path == "valid_from"
    assert Version.objects.count() == 1


def test_a_document_made_by_hand_is_checked_before_it_is_published(lipa):
    fine = earning(7)
    broken = Programme(
        name=fine.name,
        money=fine.money,
        unit=fine.unit,
        tiers=(),
        activation=fine.activation,
        paying=fine.paying,
        expiry=fine.expiry,
    )

    with pytest.raises(ProgrammeInvalid):
        operations.publish(programme=broken, actor="system:test", at=NOON)

    assert not Version.objects.exists()


def test_a_version_never_changes(lipa):
    version = publish(7)

    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(id=version.id).update(number=5)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(id=version.id).delete()

    assert Version.objects.get().number == 1


def test_a_company_without_a_programme_is_a_fault(lipa):
    with pytest.raises(queries.NoProgramme):
        queries.rules(zone=ZONE).at(NOON)


def test_a_version_is_compiled_once(lipa):
    version = publish(7)

    first = queries.compiled(version.id, zone=ZONE)

    assert first.version == version.id
    assert queries.compiled(version.id, zone=ZONE) is first
    assert queries.compiled(version.id, zone="Asia/Vladivostok") is not first


def test_rules_are_loaded_by_one_statement(lipa, django_assert_num_queries):
    for percent in (7, 9, 11):
        publish(percent)
    percent_at(NOON)

    with django_assert_num_queries(1):
        percent_at(NOON)


def test_the_statement_for_who_loads_them_with_other_things_says_the_same(lipa):
    publish(7)
    publish(9, valid_from=NOON + DAY)

    with connection.cursor() as cursor:
        cursor.execute(load("plushka.domain.programmes", "versions"), {"tenant": lipa.id})
        rows = cursor.fetchall()

    assert queries.rules_of(rows, zone=ZONE) == queries.rules(zone=ZONE)


@pytest.fixture
def neighbours_version(dub):
    """A programme of «Дуб», compiled and in memory, before «Липа» asks."""
    with tenant_context(dub.id):
        version = publish(50)
        queries.compiled(version.id, zone=ZONE)
        return version


def test_the_neighbours_programme_is_never_found_even_from_memory(neighbours_version, lipa):
    publish(7)

    assert percent_at(NOON) == 7
    assert [version.number for version in Version.objects.all()] == [1]
    with pytest.raises(Version.DoesNotExist):
        queries.compiled(neighbours_version.id, zone=ZONE)


def test_two_who_publish_at_once_get_two_numbers(open_shop):
    gate = threading.Barrier(2)
    numbers = []

    def publish_too():
        with at_work(open_shop):
            gate.wait(10)
            numbers.append(publish(9).number)

    publishers = [threading.Thread(target=publish_too) for _ in range(2)]
    for publisher in publishers:
        publisher.start()
    for publisher in publishers:
        publisher.join()

    assert sorted(numbers) == [1, 2]
