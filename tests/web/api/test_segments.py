"""Tags, segments and tiers held by hand, as the API answers them."""

import pytest

from plushka.lib.ids import new_id
from tests.web.api.till import Till, new_receipt

VIP = {"field": "member.tags", "has": "vip"}


def test_member_carries_the_tags_that_are_set_and_no_others(till: Till):
    anna = till.enrol()["id"]

    till.send("PUT", f"/members/{anna}/tags", {"tags": ["VIP ", "кофе"]})
    told = till.send("PUT", f"/members/{anna}/tags", {"tags": ["кофе", "друг", "Друг"]})

    assert (told.status_code, told.json()) == (200, {"tags": ["друг", "кофе"]})
    assert till.get(f"/members/{anna}/tags").json() == {"tags": ["друг", "кофе"]}
    assert till.send("PUT", f"/members/{anna}/tags", {"tags": []}).json() == {"tags": []}


@pytest.mark.parametrize(
    ("tags", "path"),
    [(["a\n"], "tags[0]"), (["a", " "], "tags[1]"), (["a"] * 51, "tags"), ("a", "tags")],
)
def test_tags_that_are_none_are_refused(till: Till, tags, path):
    anna = till.enrol()["id"]

    answer = till.send("PUT", f"/members/{anna}/tags", {"tags": tags})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)
    assert till.get(f"/members/{anna}/tags").json() == {"tags": []}


def test_tier_is_held_by_hand_until_a_day(till: Till):
    """T15, R41."""
    anna = till.enrol()["id"]
    held = {"tier": "gold", "until": "2099-01-31", "reason": "Постоянная гостья"}

    answer = till.post(f"/members/{anna}/tier", held)

    assert (answer.status_code, answer.json()["tier"]["code"]) == (200, "gold")
    wrong = till.post(f"/members/{anna}/tier", {**held, "tier": "platinum"})
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "tier")
    unread = till.post(f"/members/{anna}/tier", {"tier": "gold", "until": "soon"})
    assert {one["path"] for one in unread.json()["errors"]} == {"until", "reason"}


def test_segment_is_counted_named_and_listed(till: Till):
    anna, bohdan = till.enrol()["id"], till.enrol()["id"]
    tag = f"t{new_receipt().lower()}"
    for member in (anna, bohdan):
        till.send("PUT", f"/members/{member}/tags", {"tags": [tag]})
    condition = {"field": "member.tags", "has": tag}

    counted = till.post("/segments/count", {"condition": condition}, accept_language="en")
    kept = till.post("/segments", {"name": tag, "condition": condition})

    assert (counted.status_code, counted.json()["members"]) == (200, 2)
    assert tag in counted.json()["text"]
    segment = kept.json()
    assert (kept.status_code, segment["name"], segment["version"]) == (201, tag, 1)
    assert segment["condition"] == condition
    assert till.get(f"/segments/{segment['id']}").json() == segment
    assert segment in till.get("/segments").json()["items"]
    first = till.get(f"/segments/{segment['id']}/members", limit="1").json()
    rest = till.get(f"/segments/{segment['id']}/members", after=first["next"]).json()
    assert [*first["items"], *rest["items"]] == sorted([anna, bohdan])
    assert rest["next"] is None


def test_segment_is_changed_by_who_has_seen_its_newest_version(till: Till):
    name = new_receipt()
    segment = till.post("/segments", {"name": name, "condition": VIP}).json()
    change = {"version": 1, "name": name, "condition": {"not": VIP}}

    changed = till.send("PUT", f"/segments/{segment['id']}", change)
    outdated = till.send("PUT", f"/segments/{segment['id']}", change | {"condition": VIP})

    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert (outdated.status_code, outdated.json()["code"]) == (409, "segment_outdated")
    assert outdated.json()["version"] == 2
    taken = till.post("/segments", {"name": name.lower(), "condition": VIP})
    assert (taken.status_code, taken.json()["code"]) == (409, "segment_name_taken")


@pytest.mark.parametrize(
    ("condition", "path"),
    [
        ({"field": "member.shoe", "is": 1}, "condition.field"),
        ({"all": [VIP, {"field": "receipt.total", "from": "1.00"}]}, "condition.all[1].field"),
        (7, "condition"),
    ],
)
def test_condition_that_cannot_be_asked_names_its_place(till: Till, condition, path):
    answer = till.post("/segments/count", {"condition": condition})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)


def test_segment_nobody_knows_is_not_found(till: Till):
    answer = till.get(f"/segments/{new_id()}/members")

    assert (answer.status_code, answer.json()["code"]) == (404, "segment_unknown")
