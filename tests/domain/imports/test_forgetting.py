"""What imports leave behind is forgotten after thirty days; what they brought in stays."""

import datetime as dt

import pytest

from plushka.domain.imports import asking
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.forgetting import KEPT, forget_old
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.members.models import Member
from plushka.domain.tenants.context import tenant_context
from tests.conftest import NOON
from tests.domain.imports.bringing import OLYA, bring, state, told, try_file, undo, undone

PEOPLE = "phone,name,referrer\n+79161234567,Анна,\n+79161234568,Богдан,+79161234567\n123,Вера,\n"
LATE = NOON + KEPT + dt.timedelta(seconds=1)


def forget(company: int, at: dt.datetime = LATE) -> int:
    with tenant_context(company):
        return forget_old(at=at)


def kept_of(company: int) -> list[tuple[object, ...]]:
    with tenant_context(company):
        rows = ImportRow.objects.order_by("source_id", "number")
        return [(row.cells, row.keys, row.referrer) for row in rows]


def uploaded(company: int) -> None:
    file = PEOPLE.encode()
    with tenant_context(company):
        asking.bring(
            kind=Kind.MEMBERS,
            filename="f.csv",
            content=file,
            sheet=open_sheet(file),
            actor=OLYA,
            at=NOON,
        )


@pytest.mark.parametrize(
    "left",
    [uploaded, lambda company: try_file(company, "members", PEOPLE)],
    ids=["looked at", "tried"],
)
def test_a_file_that_nobody_went_on_with_is_forgotten_with_its_rows(firm, left):
    left(firm)

    assert forget(firm, LATE - dt.timedelta(seconds=2)) == 0
    assert forget(firm) == 1

    with tenant_context(firm):
        [row] = Import.objects.all()
        assert (row.state, row.content, row.sample) == ("DISCARDED", None, [])
        assert ImportRow.objects.count() == 0
    assert forget(firm) == 0


def test_rows_that_were_refused_are_forgotten_and_what_came_in_can_be_taken_back(firm):
    import_id = bring(firm, "members", PEOPLE)

    assert forget(firm) == 1

    assert all(cells == [] and keys == [] for cells, keys, _ in kept_of(firm))
    assert told(firm, import_id) == [(2, "NEW"), (3, "NEW"), (4, "REFUSED", "no_phone", "phone")]
    undo(firm, import_id)
    assert undone(firm, import_id)[:2] == [(2, "WHOLE", ""), (3, "WHOLE", "")]
    with tenant_context(firm):
        assert Member.objects.filter(erased_at=None).count() == 0


def test_a_run_that_was_called_off_and_left_is_over(firm):
    import_id = try_file(firm, "members", PEOPLE)
    with tenant_context(firm):
        Import.objects.filter(id=import_id).update(state="RUNNING")

    assert forget(firm) == 1

    assert told(firm, import_id)[0] == (2, "REFUSED", "too_late", "")
    assert kept_of(firm) == [([], [], ""), ([], [], "ROW:2"), ([], [], "")]
    row = state(firm, import_id)
    assert (row.state, row.counts["new"]) == ("DONE", 0)


def test_what_is_being_worked_on_is_left_alone(firm):
    uploaded(firm)
    with tenant_context(firm):
        [row] = Import.objects.all()
        asking.choose(
            import_id=row.id,
            meanings=row.meanings,
            options=asking.Options(),
            actor=OLYA,
            at=NOON,
        )

    assert forget(firm) == 0
    assert state(firm, row.id).state == "CHECKING"
