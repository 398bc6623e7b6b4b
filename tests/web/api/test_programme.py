"""A programme changed over the API: from a draft, past the lint and the examples, to a version."""

import datetime as dt
import json
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from litestar.testing import TestClient

from plushka.domain.programmes import files
from plushka.domain.programmes.founding import found
from tests.conftest import NOON
from tests.web.api.bad import paths
from tests.web.api.test_at_once import at_once
from tests.web.api.till import Till

DEFAULT = files.plain(files.preset("bonusplus"))


def document(**sections: Any) -> dict[str, Any]:
    return {**files.plain(files.preset("bonusplus")), **sections}


def gold(percent: str) -> dict[str, Any]:
    """The default programme with another percent for gold."""
    plain = document()
    plain["tiers"][1]["earning"] = [{"percent": percent}]
    return plain


@pytest.fixture
def owner(client: TestClient) -> Till:
    """The key of a company of this test alone, which begins with version 1."""
    return Till(client, found(slug=f"elm-{uuid4().hex[:8]}", name="Вяз", at=NOON).key)


def put(owner: Till, body: dict[str, Any], **headers: str) -> Any:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return owner.send("PUT", "/programme/draft", body, headers=said)


def publish(owner: Till, plain: dict[str, Any], **body: str) -> dict[str, Any]:
    assert put(owner, {"document": plain}).status_code == 200
    answer = owner.post("/programme/draft/publish", body)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_the_programme_in_force_is_read_with_every_default(owner: Till):
    told = owner.get("/programme").json()

    assert told.pop("document") == DEFAULT
    assert told == {
        "version": 1,
        "valid_from": "2026-11-21T12:00:00+03:00",
        "published_at": "2026-11-21T12:00:00+03:00",
        "actor": "system:founding",
    }


def test_a_version_that_has_not_begun_is_listed_and_not_in_force(owner: Till):
    tomorrow = (dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).isoformat()

    told = publish(owner, gold("12"), valid_from=tomorrow)

    listed = owner.get("/programme/versions").json()
    assert [one["version"] for one in listed["items"]] == [2, 1]
    assert listed["items"][0] == told
    assert listed["next"] is None
    assert owner.get("/programme").json()["version"] == 1
    version = owner.get("/programme/versions/2").json()
    assert version["document"]["tiers"][1]["earning"][0]["percent"] == "12"


def test_versions_are_listed_by_pages(owner: Till):
    publish(owner, gold("12"))
    publish(owner, gold("13"))

    first = owner.get("/programme/versions", limit="2").json()
    rest = owner.get("/programme/versions", limit="2", after=first["next"]).json()

    assert [one["version"] for one in first["items"]] == [3, 2]
    assert ([one["version"] for one in rest["items"]], rest["next"]) == ([1], None)


@pytest.mark.parametrize("number", ["2", "0", "999999999"])
def test_a_version_nobody_published_is_unknown(owner: Till, number: str):
    answer = owner.get(f"/programme/versions/{number}")

    assert (answer.status_code, answer.json()["code"]) == (404, "version_unknown")


@pytest.mark.parametrize("number", ["x", "-1", "1.0", "9999999999", "٣"])
def test_what_is_no_number_names_nothing(owner: Till, number: str):
    answer = owner.get(f"/programme/versions/{number}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_versions_are_compared_with_the_one_before_or_with_another(owner: Till):
    publish(owner, gold("12"))
    publish(owner, gold("13"))

    before = owner.get("/programme/versions/3/diff").json()
    first = owner.get("/programme/versions/3/diff", since="1").json()

    assert (before["since"], [one["text"] for one in before["items"]]) == (
        2,
        ["Золотая: начисление 12 % → 13 %"],
    )
    assert first == {
        "since": 1,
        "items": [
            {
                "path": "tiers[1].earning[0].percent",
                "kind": "changed",
                "before": "10",
                "after": "13",
                "text": "Золотая: начисление 10 % → 13 %",
            }
        ],
        "next": None,
    }
    assert owner.get("/programme/versions/1/diff").json()["items"] == []
    assert paths(owner.get("/programme/versions/1/diff", since="x")) == ["since"]
    assert owner.get("/programme/versions/1/diff", since="9").status_code == 404


def test_a_draft_is_put_as_json_or_as_yaml(owner: Till):
    assert owner.get("/programme/draft").json()["code"] == "draft_unknown"

    as_json = put(owner, {"document": gold("12.5")}).json()
    as_yaml = put(owner, {"yaml": files.to_yaml(files.read(gold("12.5")))}).json()

    as_json.pop("changed_at")
    assert (as_json["based_on"], as_json["newest"]) == (1, 1)
    assert as_json["document"]["tiers"][1]["earning"][0]["percent"] == "12.5"
    assert owner.get("/programme/draft").json() == as_yaml
    as_yaml.pop("changed_at")
    assert as_yaml == as_json


def test_numbers_stay_as_they_are_written(owner: Till):
    written = json.dumps({"document": DEFAULT}).replace('"percent": "10"', '"percent": 7.10')

    answer = owner.send("PUT", "/programme/draft", content=written.encode())

    assert answer.json()["document"]["tiers"][1]["earning"][0]["percent"] == "7.10"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, ["document"]),
        ({"document": None}, ["document"]),
        ({"document": [1]}, ["document"]),
        ({"document": {}, "yaml": "a: 1"}, ["yaml"]),
        ({"yaml": 5}, ["yaml"]),
        ({"yaml": "a: ["}, [""]),
        ({"document": DEFAULT, "based_on": 0}, ["based_on"]),
        ({"document": DEFAULT, "colour": "red"}, ["colour"]),
        (
            {"document": {**DEFAULT, "colour": "red", "late_limit_days": -1}},
            ["colour", "late_limit_days"],
        ),
        ({"document": {**DEFAULT, "tiers": []}}, ["tiers"]),
    ],
)
def test_a_body_that_is_no_programme_names_its_places(
    till: Till, body: dict[str, Any], named: list[str], nothing_written: None
):
    assert paths(put(till, body)) == named


def test_a_document_of_five_megabytes_is_refused(till: Till, nothing_written: None):
    answer = put(till, {"document": {**DEFAULT, "sms": "x" * 5_000_000}})

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_document_of_five_hundred_rules_is_published(owner: Till):
    plain = document()
    plain["tiers"][0]["earning"] = [{"percent": "0.01"}] * 500

    assert publish(owner, plain)["version"] == 2


def test_a_draft_based_on_an_older_version_is_refused(owner: Till):
    put(owner, {"document": gold("12"), "based_on": 1})
    owner.post("/programme/draft/publish", {})

    answer = put(owner, {"document": gold("13"), "based_on": 1})

    told = answer.json()
    assert (answer.status_code, told["code"]) == (409, "draft_outdated")
    assert (told["based_on"], told["newest"]) == (1, 2)
    assert put(owner, {"document": gold("13"), "based_on": 2}).status_code == 200


def test_the_lint_and_the_difference_are_told_in_the_readers_language(owner: Till):
    plain = gold("3")
    put(owner, {"document": plain})

    lint = owner.send("GET", "/programme/draft/lint", headers={"accept-language": "en"}).json()
    diff = owner.send("GET", "/programme/draft/diff", headers={"accept-language": "uk"}).json()

    assert lint == {
        "items": [
            {
                "path": "tiers[1]",
                "level": "warning",
                "code": "tier_gives_less",
                "text": "“Gold” gives up to 3%, “Standard” below up to 5%: rising does not pay",
            }
        ],
        "next": None,
    }
    assert [one["text"] for one in diff["items"]] == ["Золота: нарахування 10 % → 3 %"]


def test_an_error_of_the_lint_keeps_the_draft_from_being_published(owner: Till):
    gift = {"days_before": 9, "gift": "10", "valid_days": 7}
    put(owner, {"document": document(birthday=gift)})

    answer = owner.post("/programme/draft/publish", {})

    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "draft_has_errors")
    assert [one["path"] for one in told["errors"]] == ["birthday.valid_days"]
    assert owner.get("/programme").json()["version"] == 1


def test_a_draft_is_discarded(owner: Till):
    put(owner, {"document": gold("12")})

    assert owner.send("DELETE", "/programme/draft").json() == {"status": "discarded"}
    for method, path in (
        ("GET", "/programme/draft"),
        ("DELETE", "/programme/draft"),
        ("GET", "/programme/draft/lint"),
        ("GET", "/programme/draft/diff"),
        ("POST", "/programme/draft/publish"),
    ):
        answer = owner.send(method, path)
        assert (answer.status_code, answer.json()["code"]) == (404, "draft_unknown")


def test_nothing_is_published_for_a_moment_that_has_passed(owner: Till):
    put(owner, {"document": gold("12")})

    answer = owner.post("/programme/draft/publish", {"valid_from": "2026-01-01T00:00:00Z"})

    assert paths(answer) == ["valid_from"]


def test_publishing_twice_with_one_key_makes_one_version(owner: Till):
    put(owner, {"document": gold("12")})

    first = owner.post("/programme/draft/publish", {}, idempotency_key="K-1")
    again = owner.post("/programme/draft/publish", {}, idempotency_key="K-1")

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert [one["version"] for one in owner.get("/programme/versions").json()["items"]] == [2, 1]


def test_sales_are_decided_by_the_version_that_was_published(owner: Till):
    member = owner.enrol()
    publish(owner, document(tiers=[{**DEFAULT["tiers"][0], "earning": [{"percent": "20"}]}]))

    sold = owner.sell(member={"id": member["id"]}, total="100.00")

    assert sold["accrued"] == "20.00"


@pytest.mark.slow
def test_eight_who_begin_a_draft_at_once_leave_one_and_it_is_published_once(owner: Till):
    put_ = at_once([lambda: put(owner, {"document": gold("12")})] * 8)
    published = at_once([lambda: owner.post("/programme/draft/publish", {})] * 8)

    assert [one.status_code for one in put_] == [200] * 8
    assert Counter(one.status_code for one in published) == {201: 1, 404: 7}
    assert [one["version"] for one in owner.get("/programme/versions").json()["items"]] == [2, 1]
