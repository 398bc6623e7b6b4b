"""Two members are merged over the API, and whatever found either finds the one that is kept."""

from tests.web.api.till import Till


def test_members_are_merged_and_found_as_one(till: Till):
    kept, merged = till.enrol(), till.enrol()
    till.sell(member={"id": merged["id"]}, total="1000.00")
    points = till.get(f"/members/{merged['id']}").json()["balance"]["spendable"]

    answer = till.post(
        f"/members/{kept['id']}/merge", {"member": {"id": merged["id"]}, "reason": "два телефона"}
    )

    told = answer.json()
    assert (answer.status_code, told["id"], told["balance"]["spendable"]) == (
        200,
        kept["id"],
        points,
    )
    for name in ({"card": merged["card"]}, {"card": kept["card"]}):
        assert till.get("/members/lookup", **name).json()["id"] == kept["id"]
    assert till.get(f"/members/{merged['id']}").json()["id"] == kept["id"]
    items = till.get(f"/members/{kept['id']}/entries").json()["items"]
    assert sorted(
        (one["kind"], one.get("merged_from")) for one in items if "merged_from" in one
    ) == [
        ("accrual", merged["id"]),
        ("merge", merged["id"]),
    ]
    assert [one["kind"] for one in items if "merged_from" not in one] == ["merge"]


def test_entries_of_both_are_read_page_by_page(till: Till):
    kept, merged = till.enrol(), till.enrol()
    for member in (kept, merged, kept):
        till.sell(member={"id": member["id"]}, total="100.00")
    till.post(f"/members/{kept['id']}/merge", {"member": {"id": merged["id"]}})
    whole = till.get(f"/members/{kept['id']}/entries").json()["items"]

    read, after = [], {}
    while after is not None:
        page = till.get(f"/members/{kept['id']}/entries", limit="2", **after).json()
        read += page["items"]
        after = {"after": page["next"]} if page["next"] else None

    assert len(whole) == 5
    assert read == whole


def test_sale_of_the_merged_one_is_returned_to_the_kept_one(till: Till):
    kept, merged = till.enrol(), till.enrol()
    sale = till.sell(member={"id": merged["id"]}, total="1000.00")
    till.post(f"/members/{kept['id']}/merge", {"member": {"id": merged["id"]}})

    answer = till.post(f"/sales/{sale['id']}/returns", {"receipt": "R-merge"})

    assert answer.status_code == 201
    balance = till.get(f"/members/{kept['id']}").json()["balance"]
    assert (balance["spendable"], balance["debt"]) == ("0.00", "0.00")


def test_member_is_not_merged_with_themselves(till: Till):
    anna = till.enrol()

    answer = till.post(f"/members/{anna['id']}/merge", {"member": {"id": anna["id"]}})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "member")
