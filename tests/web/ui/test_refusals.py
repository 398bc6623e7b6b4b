"""Every refusal a cashier can meet says what to do, in three languages."""

import importlib
import pkgutil

import pytest
from django.utils.translation import override

import plushka.domain
from plushka.lib.refusal import BadField, Refusal
from plushka.web.ui.refusals import FIELDS, SENTENCES, sentence

LANGUAGES = ("ru", "uk", "en")

NOT_AT_THE_TILL = {
    "alias_changed_often": "members change their alias in their own cabinet",
    "alias_not_shared": "members change their alias in their own cabinet",
    "connection_changed": "providers are set up in the manager's pages",
    "connection_unknown": "providers are set up in the manager's pages",
    "message_policy_changed": "rules of messages are set in the manager's pages",
    "adjustment_limit_reached": "corrections are made in the manager's pages and over the API",
    "reward_changed": "the catalogue is changed in the manager's pages",
    "template_changed": "messages are worded in the manager's pages",
    "text_invalid": "messages are worded in the manager's pages",
    "test_refused": "messages are tried in the manager's pages",
    "too_many_tests": "messages are tried in the manager's pages",
    "draft_changed": "programmes are changed in the manager's pages",
    "campaign_changed": "campaigns are changed in the manager's pages",
    "funds_changed": "messages are paid for in the manager's pages",
    "prices_changed": "messages are priced in the manager's pages",
    "changed_meanwhile": "the company is changed in the manager's pages",
    "key_gone": "keys are made and revoked in the manager's pages",
    "outlet_gone": "outlets are opened and closed in the manager's pages",
    "approves_own": "many members are changed in the manager's pages",
    "batch_changed": "codes are made in the manager's pages",
    "batch_not_there": "codes are made in the manager's pages",
    "batch_unknown": "codes are made in the manager's pages",
    "codes_policy_changed": "codes are set up in the manager's pages",
    "codes_forgotten": "codes are made in the manager's pages",
    "file_gone": "files of codes are fetched from the manager's pages",
    "bulk_changed": "many members are changed in the manager's pages",
    "bulk_for_nobody": "many members are changed in the manager's pages",
    "bulk_over": "many members are changed in the manager's pages",
    "bulk_policy_outdated": "many members are changed in the manager's pages",
    "bulk_unknown": "many members are changed in the manager's pages",
    "campaign_launched": "campaigns are changed in the manager's pages and over the API",
    "campaign_not_running": "campaigns are changed in the manager's pages and over the API",
    "campaign_unchanged": "campaigns are changed in the manager's pages and over the API",
    "campaign_unknown": "campaigns are changed in the manager's pages and over the API",
    "device_unknown": "tills are enrolled in the manager's pages",
    "draw_not_open": "chances come from codes, which say so in words of their own",
    "draw_not_ready": "draws are held in the manager's pages",
    "draw_outdated": "draws are held in the manager's pages",
    "draw_unknown": "draws are held in the manager's pages",
    "draft_exists": "programmes are copied on the command line",
    "draft_has_errors": "programmes are changed in the manager's pages and over the API",
    "draft_outdated": "programmes are changed in the manager's pages and over the API",
    "draft_unknown": "programmes are changed in the manager's pages and over the API",
    "example_unknown": "programmes are changed in the manager's pages and over the API",
    "examples_fail": "programmes are changed in the manager's pages and over the API",
    "task_unknown": "long work is asked for in the manager's pages",
    "too_many_tasks": "long work is asked for in the manager's pages",
    "file_unreadable": "files are imported on the command line",
    "filter_unknown": "members are filtered in the manager's pages",
    "hold_not_open": "holds are made over the API",
    "hold_unknown": "holds are made over the API",
    "import_busy": "files are imported in the manager's pages",
    "import_unknown": "files are imported in the manager's pages",
    "mapping_wrong": "files are imported in the manager's pages",
    "invitation_over": "staff are invited in the manager's pages",
    "invitation_closed": "members take invitations back on their own pages",
    "invitation_limit_reached": "members invite on their own pages and over the API",
    "invitation_unknown": "members take invitations back on their own pages",
    "no_right_to_invite": "members invite on their own pages and over the API",
    "last_owner": "staff are changed in the manager's pages",
    "member_outdated": "people are changed in the manager's pages",
    "merge_over": "members are merged in the manager's pages",
    "more_than_held": "holds are made over the API",
    "pin_paused": "the sign-in at the till has words of its own",
    "pin_wrong": "the sign-in at the till has words of its own",
    "points_set_aside": "members are merged in the manager's pages",
    "replay_unknown": "replays are asked for in the manager's pages and over the API",
    "segment_name_taken": "segments are named in the manager's pages",
    "segment_outdated": "segments are changed in the manager's pages",
    "segment_unknown": "segments are asked for in the manager's pages",
    "sheet_unreadable": "files are imported in the manager's pages",
    "slug_taken": "companies are founded on the command line",
    "link_unusable": "members sign in in their own cabinet",
    "not_disputable": "members dispute in their own cabinet",
    "recovery_closed": "calls for help are answered in the manager's pages",
    "still_theirs": "members say so in their own cabinet",
    "staff_changed": "staff are changed in the manager's pages",
    "staff_known": "staff are invited in the manager's pages",
    "staff_unknown": "staff are changed in the manager's pages",
    "too_many_invitations": "staff are invited in the manager's pages",
    "too_large": "programmes are changed in the manager's pages and over the API",
    "unauthorised": "people sign in without keys",
    "version_unknown": "programmes are changed in the manager's pages and over the API",
    "refused": "a class that others specialise",
}


def all_refusals() -> set[type[Refusal]]:
    for module in pkgutil.walk_packages(plushka.domain.__path__, "plushka.domain."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    found, new = set(), {Refusal}
    while new:
        found |= new
        new = {child for parent in new for child in parent.__subclasses__()} - found
    return {one for one in found if one.__module__.startswith(("plushka.domain", "plushka.lib"))}


def test_every_refusal_of_the_domain_has_a_sentence_or_a_reason_for_none():
    codes = {refusal.code for refusal in all_refusals()}

    assert codes - SENTENCES.keys() == NOT_AT_THE_TILL.keys() & codes


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_another_in_each_language(code: str):
    refusal = Refusal("told to programs", missing="10.50", limit="3.00", outlet="main")
    refusal.code = code  # type: ignore[misc]

    said = []
    for language in LANGUAGES:
        with override(language):
            said.append(sentence(refusal))

    assert len(set(said)) == len(LANGUAGES)
    assert all(text.endswith((".", "!", "?")) for text in said)


@pytest.mark.parametrize(
    "path", [*FIELDS, "lines[0].price", "lines[3].discount", "lines[0].quantity", "lines[0].line"]
)
def test_a_wrong_field_is_named_in_each_language(path: str):
    said = []
    for language in LANGUAGES:
        with override(language):
            said.append(sentence(BadField(path, "told to programs")))

    assert len(set(said)) == len(LANGUAGES)
    assert not any("Something was typed wrong" in text for text in said)


def test_a_line_is_counted_from_one():
    with override("en"):
        assert sentence(BadField("lines[0].price", "")).startswith("Line 1 ")


def test_sums_are_written_as_people_write_them():
    refusal = Refusal("", missing="1234.50")
    refusal.code = "not_enough_points"  # type: ignore[misc]

    with override("ru"):
        said = sentence(refusal)

    assert "нужно ещё 1\N{NO-BREAK SPACE}234,50." in said


def test_what_nobody_foresaw_is_said_somehow():
    with override("en"):
        assert sentence(Refusal("x")).startswith("This cannot be done.")
        assert sentence(BadField("birth_date", "x")).startswith("Something was typed wrong.")
