"""A draft is opened, changed, discarded and published; nothing else happens to it."""

import datetime as dt

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.programmes import drafts, files, given, queries
from plushka.domain.programmes.models import Draft, Version
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import BadField, Refusal
from tests.conftest import NOON
from tests.domain.programmes.making import DEFAULT, document

OLYA = "staff:olya"
LATER = NOON + dt.timedelta(hours=1)


@pytest.fixture
def first(lipa):
    """The version that «Липа» began with."""
    return publish(programme=DEFAULT, actor="system:test", at=NOON)


@pytest.fixture
def lipa_and_dub(db):
    """Two companies, nobody's context open."""
    found = []
    for slug in ("lipa", "dub"):
        with tenant_context(tenants.next_id()):
            found.append(tenants.create(slug=slug, name=slug, at=NOON).tenant.id)
    return found


def change(at=LATER, based_on=None, **sections):
    return drafts.change_draft(document=document(**sections), actor=OLYA, at=at, based_on=based_on)


def let_through(_programme):
    """An examination that finds nothing."""


def publish_draft(at=LATER, examine=let_through, **more):
    return drafts.publish_draft(actor=OLYA, at=at, examine=examine, **more)


def records():
    found = Record.objects.order_by("at", "id")
    return [(one.action, one.actor, one.before, one.after) for one in found]


def test_a_draft_begins_as_the_newest_version(first):
    draft = drafts.open_draft(actor=OLYA, at=LATER)

    assert (draft.document, draft.based_on) == (first.document, 1)
    assert records() == [("draft_opened", OLYA, {}, {"based_on": 1})]


def test_opening_twice_gives_the_same_draft(first):
    change(paying={"max_percent": "50"})
    opened = drafts.open_draft(actor="staff:petro", at=LATER)

    assert opened.document["paying"]["max_percent"] == "50"
    assert Draft.objects.count() == 1


def test_a_change_replaces_the_document_and_is_recorded_by_its_places(first):
    draft = change(paying={"max_percent": "50"}, late_limit_days=3)

    assert drafts.get_draft().document == files.plain(
        files.read(document(paying={"max_percent": "50"}, late_limit_days=3))
    )
    assert (draft.actor, draft.changed_at) == (OLYA, LATER)
    assert records() == [
        (
            "draft_changed",
            OLYA,
            {"paying.max_percent": "100", "late_limit_days": 7},
            {"paying.max_percent": "50", "late_limit_days": 3},
        )
    ]
    assert [one.document for one in Version.objects.all()] == [first.document]


def test_a_second_change_is_recorded_against_the_first(first):
    change(late_limit_days=3)
    change(late_limit_days=4)

    assert records()[-1][2:] == ({"late_limit_days": 3}, {"late_limit_days": 4})


def test_a_document_that_is_none_changes_nothing_and_names_every_place(first):
    change(late_limit_days=3)
    wrong = document(colour="red", late_limit_days=-1, paying={"max_percent": "x", "from": "1"})
    wrong["tiers"][1]["earning"][0] = {"percent": "1", "percents": "2"}

    with pytest.raises(files.ProgrammeInvalid) as refusal:
        drafts.change_draft(document=wrong, actor=OLYA, at=LATER)

    assert sorted(path for path, _ in refusal.value.errors) == [
        "colour",
        "late_limit_days",
        "paying.from",
        "paying.max_percent",
        "tiers[1].earning[0].percents",
    ]
    assert drafts.get_draft().document["late_limit_days"] == 3
    assert len(records()) == 1


def test_a_document_of_five_megabytes_is_refused(first):
    large = document(messages={"accrued": {"ru": "я" * 2_500_000, "uk": "я", "en": "i"}})

    with pytest.raises(given.DocumentTooLarge):
        drafts.change_draft(document=large, actor=OLYA, at=LATER)
    with pytest.raises(given.DocumentTooLarge):
        given.read_yaml_text("# " + "я" * 600_000)

    assert not Draft.objects.exists()


def test_a_document_of_five_hundred_rules_works(first):
    plain = document()
    plain["tiers"][0]["earning"] = [{"percent": "0.01"}] * 500

    draft = drafts.change_draft(document=plain, actor=OLYA, at=LATER)

    assert len(draft.document["tiers"][0]["earning"]) == 500


def test_a_draft_of_an_older_version_is_neither_changed_nor_published(first):
    change(late_limit_days=3)
    publish(programme=DEFAULT, actor="system:test", at=LATER)

    for attempt in (lambda: change(late_limit_days=4), publish_draft):
        with pytest.raises(drafts.DraftOutdated) as refusal:
            attempt()
        assert refusal.value.facts == {"based_on": 1, "newest": 2}

    assert drafts.get_draft().document["late_limit_days"] == 3
    assert Version.objects.count() == 2


def test_an_author_who_has_seen_the_newest_version_goes_on_from_it(first):
    change(late_limit_days=3)
    publish(programme=DEFAULT, actor="system:test", at=LATER)

    change(late_limit_days=4, based_on=2)

    assert publish_draft().number == 3


def test_a_change_based_on_an_older_version_than_the_newest_is_refused(first):
    publish(programme=DEFAULT, actor="system:test", at=LATER)

    with pytest.raises(drafts.DraftOutdated):
        change(late_limit_days=4, based_on=1)

    assert not Draft.objects.exists()


def test_publishing_makes_a_version_and_ends_the_draft(first):
    change(late_limit_days=3)
    begins = LATER + dt.timedelta(days=1)

    version = publish_draft(valid_from=begins)

    assert (version.number, version.valid_from, version.published_at) == (2, begins, LATER)
    assert queries.get_programme(version.id).late_limit_days == 3
    assert not Draft.objects.exists()
    assert records()[-1] == (
        "programme_published",
        OLYA,
        {"number": 1},
        {"number": 2, "valid_from": begins.isoformat()},
    )


def test_nothing_begins_in_the_past(first):
    change(late_limit_days=3)

    with pytest.raises(BadField) as refusal:
        publish_draft(valid_from=NOON)

    assert refusal.value.path == "valid_from"
    assert drafts.get_draft().document["late_limit_days"] == 3


def test_what_the_lint_calls_an_error_is_not_published(first):
    change(birthday={"days_before": 14, "gift": "100", "valid_days": 7})

    with pytest.raises(drafts.DraftHasErrors) as refusal:
        publish_draft()

    assert refusal.value.facts == {
        "errors": [
            {
                "path": "birthday.valid_days",
                "message": "The gift lives 7 days and ends before the birthday: it comes 14 ahead",
            }
        ]
    }
    assert Version.objects.count() == 1


def test_an_examination_that_refuses_keeps_the_draft(first):
    change(late_limit_days=3)

    def refuse(programme):
        raise Refusal(f"{programme.late_limit_days} days")

    with pytest.raises(Refusal, match="3 days"):
        publish_draft(examine=refuse)

    assert drafts.get_draft().based_on == 1
    assert Version.objects.count() == 1


def test_a_discarded_draft_is_gone_and_the_record_says_what_it_held(first):
    change(late_limit_days=3)

    drafts.discard_draft(actor=OLYA, at=LATER)

    assert not Draft.objects.exists()
    assert records()[-1] == ("draft_discarded", OLYA, {"late_limit_days": 3}, {})


@pytest.mark.parametrize(
    "act", [publish_draft, lambda: drafts.discard_draft(actor=OLYA, at=LATER), drafts.get_draft]
)
def test_without_a_draft_there_is_nothing_to_do(first, act):
    with pytest.raises(drafts.DraftUnknown):
        act()


def test_a_text_that_no_database_takes_is_named(first):
    plain = document(exclusions={"accrual": ["таб\x00ак"]}, late_limit_days=3)
    plain["messages"] = {"accrued": {"ru": "а\nб", "uk": "\ud800", "en": "i"}, "\x07": {}}

    with pytest.raises(files.ProgrammeInvalid) as refusal:
        drafts.change_draft(document=plain, actor=OLYA, at=LATER)

    assert {path for path, _ in refusal.value.errors} == {
        "messages.accrued.uk",
        "messages.\x07",
        "exclusions.accrual[0]",
    }


def test_a_copy_opens_a_draft_and_overwrites_none(first):
    drafts.take_copy(document=document(late_limit_days=3), actor=OLYA, at=LATER)

    with pytest.raises(drafts.DraftExists):
        drafts.take_copy(document=document(late_limit_days=4), actor=OLYA, at=LATER)

    assert drafts.get_draft().document["late_limit_days"] == 3


def test_numbers_of_json_stay_as_they_are_written():
    assert given.read_json_text('{"a": 7.10, "b": 5}') == {"a": "7.10", "b": 5}
    with pytest.raises(files.ProgrammeInvalid, match="no JSON: "):
        given.read_json_text("{")


def test_values_that_json_does_not_have_are_no_document(first):
    with pytest.raises(files.ProgrammeInvalid):
        drafts.change_draft(document={"name": object()}, actor=OLYA, at=LATER)


def test_drafts_of_two_companies_do_not_meet(lipa_and_dub):
    lipa, dub = lipa_and_dub
    for tenant, days in ((lipa, 3), (dub, 4)):
        with tenant_context(tenant):
            publish(programme=DEFAULT, actor="system:test", at=NOON)
            change(late_limit_days=days)

    with tenant_context(lipa):
        drafts.discard_draft(actor=OLYA, at=LATER)
    with tenant_context(dub):
        assert drafts.get_draft().document["late_limit_days"] == 4


def test_versions_are_found_newest_first_from_below_a_number(first):
    for _ in range(3):
        publish(programme=DEFAULT, actor="system:test", at=LATER)

    assert [one.number for one in queries.find_versions(limit=2)] == [4, 3]
    assert [one.number for one in queries.find_versions(limit=5, before=3)] == [2, 1]
    assert queries.get_version(2).number == 2
    with pytest.raises(queries.VersionUnknown):
        queries.get_version(5)
