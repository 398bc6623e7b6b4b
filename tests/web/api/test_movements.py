"""What moved a member's points, and why, through the API."""

from tests.web.api.till import Till, new_receipt

NOBODY = "0197c0de-0000-7000-8000-000000000000"


def test_entries_tell_every_movement_newest_first(till: Till):
    anna = till.enrol()
    sale = till.sell(member={"id": anna["id"]}, total="1000.00")
    paid = till.sell(member={"id": anna["id"]}, total="100.00", redeem="30.00")
    till.post(f"/sales/{paid['id']}/returns", {"receipt": new_receipt()})

    told = till.get(f"/members/{anna['id']}/entries").json()

    assert list(told["items"][0]) == [
        "id",
        "kind",
        "points",
        "balance_after",
        "at",
        "key",
        "sale",
        "explanation",
    ]
    assert told["next"] is None
    assert [
        (one["kind"], one["points"], one["balance_after"], one["sale"]) for one in told["items"]
    ] == [
        ("reversal", "-3.50", "50.00", paid["id"]),
        ("return", "30.00", "53.50", paid["id"]),
        ("accrual", "3.50", "23.50", paid["id"]),
        ("redemption", "-30.00", "20.00", paid["id"]),
        ("accrual", "50.00", "50.00", sale["id"]),
    ]


def test_lists_page(till: Till):
    anna = till.enrol()
    for _ in range(5):
        till.sell(member={"id": anna["id"]}, total="100.00")
    for path in (f"/members/{anna['id']}/entries", f"/members/{anna['id']}/lots"):
        whole = till.get(path).json()["items"]
        first = till.get(path, limit="2").json()
        second = till.get(path, limit="2", after=first["next"]).json()
        third = till.get(path, limit="2", after=second["next"]).json()

        assert [*first["items"], *second["items"], *third["items"]] == whole
        assert third["next"] is None
        assert len(whole) == 5


def test_lots_are_listed_soonest_expiry_first(till: Till):
    anna = till.enrol()
    till.sell(member={"id": anna["id"]}, total="1000.00")
    till.give(anna["id"], "20.00", days=3, kind="gift")
    till.give(anna["id"], "10.00")

    told = till.get(f"/members/{anna['id']}/lots").json()["items"]

    assert [(one["kind"], one["granted"], one["remaining"]) for one in told] == [
        ("gift", "20.00", "20.00"),
        ("purchase", "50.00", "50.00"),
        ("manual", "10.00", "10.00"),
    ]
    assert told[2]["expires_at"] is None
    assert list(told[0]) == [
        "id",
        "kind",
        "granted",
        "remaining",
        "available_at",
        "expires_at",
    ]


def test_entry_is_explained(till: Till):
    anna = till.enrol()
    till.sell(member={"id": anna["id"]}, total="1000.00")
    [entry] = till.get(f"/members/{anna['id']}/entries").json()["items"]
    path = f"/members/{anna['id']}/explanation/{entry['id']}"

    told = till.send("GET", path, headers={"accept-language": "en"}).json()

    assert told["explanation"] == [
        {
            "rule": "tier:standard",
            "base": "1000.00",
            "points": "50.00",
            "text": "5% of 1,000.00 ₽",
        }
    ]
    assert told["entry"]["id"] == entry["id"]
    assert till.get(f"/members/{anna['id']}/explanation/{NOBODY}").status_code == 404
