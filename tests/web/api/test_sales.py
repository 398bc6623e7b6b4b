"""The five calls of a till, as the API answers them."""

import datetime as dt

from tests.web.api.till import Till, new_card, new_phone, new_receipt

LINES = [
    {"sku": "A", "category": "food", "quantity": "1", "price": "700.00"},
    {"sku": "B", "category": "food", "price": "300.00", "discount": "0.00", "cost": "120.00"},
]


SALE_FIELDS = [
    "id",
    "receipt",
    "status",
    "total",
    "discount",
    "redeemed",
    "max_redeem",
    "to_pay",
    "accrued",
    "accrual",
    "lines",
    "balance",
    "tier",
    "tier_changed",
    "explanation",
]

LINES_TOLD = [
    {
        "line": 1,
        "total": "700.00",
        "discount": "0.00",
        "redeemed": "140.00",
        "to_pay": "560.00",
        "accrued": "56.00",
    },
    {
        "line": 2,
        "total": "300.00",
        "discount": "0.00",
        "redeemed": "60.00",
        "to_pay": "240.00",
        "accrued": "24.00",
    },
]


def test_sale_of_a_gold_member_reads_as_documented(till: Till):
    anna = till.enrol(name="Анна")
    till.sell(member={"id": anna["id"]}, total="10000.01")
    till.give(anna["id"], "-150.00")
    sale = {"outlet": "main", "receipt": new_receipt(), "staff": "olya", "lines": LINES}

    answer = till.post("/sales", {**sale, "member": {"id": anna["id"]}, "redeem": "200.00"})

    told = answer.json()
    assert answer.status_code == 201
    assert list(told) == SALE_FIELDS
    assert {name: told[name] for name in SALE_FIELDS if name not in {"id", "accrual"}} == {
        "receipt": sale["receipt"],
        "status": "recorded",
        "total": "1000.00",
        "discount": "0.00",
        "redeemed": "200.00",
        "max_redeem": "1000.00",
        "to_pay": "800.00",
        "accrued": "80.00",
        "lines": LINES_TOLD,
        "balance": {"spendable": "230.00", "pending": "0.00", "held": "0.00", "debt": "0.00"},
        "tier": {"code": "gold", "name": "Золотая"},
        "tier_changed": False,
        "explanation": [
            {
                "rule": "tier:gold",
                "base": "800.00",
                "points": "80.00",
                "text": "10 % от 800,00 ₽: 200,00 ₽ оплачены бонусами",
            }
        ],
    }


def test_accrual_ends_with_the_last_local_day_of_its_term(till: Till):
    anna = till.enrol()
    at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)

    told = till.sell(member={"id": anna["id"]}, total="100.00", at=at.isoformat())

    local = at.astimezone(dt.timezone(dt.timedelta(hours=3)))
    end = (local + dt.timedelta(days=366)).strftime("%Y-%m-%dT00:00:00+03:00")
    assert told["accrual"] == {
        "available_at": local.isoformat().replace("+00:00", "+03:00"),
        "expires_at": end,
    }


def test_sale_without_a_member_has_no_balance_tier_or_accrual(till: Till):
    told = till.sell(member=None, total=1000)

    assert (told["accrued"], told["accrual"], told["balance"], told["tier"], told["lines"]) == (
        "0.00",
        None,
        None,
        None,
        [],
    )


def test_quote_answers_as_the_sale_and_writes_nothing(till: Till):
    anna = till.enrol()
    asked = {"member": {"id": anna["id"]}, "outlet": "main", "lines": LINES, "redeem": "max"}

    quoted = till.post("/sales/quote", asked)

    recorded = till.sell(**asked)
    assert quoted.status_code == 200
    assert quoted.json() | {"balance": None, "accrual": None} == recorded | {
        "id": None,
        "status": "quoted",
        "receipt": None,
        "balance": None,
        "accrual": None,
    }
    assert till.get("/sales", outlet="main", receipt="nowhere").json() == {
        "items": [],
        "next": None,
    }


def test_repeat_of_a_receipt_gets_the_stored_answer_whatever_its_spelling(till: Till):
    phone = new_phone()
    anna = till.enrol(phone=phone)
    asked = {"outlet": "main", "receipt": new_receipt(), "member": {"phone": phone}}
    first = till.post("/sales", {**asked, "total": "700.00"})

    again = till.post("/sales", {**asked, "member": {"phone": f"8{phone[2:]}"}, "total": 700})

    assert anna["balance"]["spendable"] == "0.00"
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["idempotent-replay"] == "true"
    assert again.json() == first.json()
    assert "idempotent-replay" not in first.headers


def test_leap_second_is_the_next_second_wherever_a_moment_is_sent(till: Till):
    receipt, goods = new_receipt(), new_receipt()
    asked = {"outlet": "main", "receipt": receipt, "total": "10.00"}
    sold = till.post("/sales", {**asked, "at": "2016-12-31T23:59:60Z"})
    again = till.post("/sales", {**asked, "at": "2017-01-01T03:00:00+03:00"})
    path = f"/sales/{sold.json()['id']}/returns"
    back = till.post(path, {"receipt": goods, "at": "2017-01-01T02:59:60.5+03:00"})
    hold = {"member": {"id": till.enrol()["id"]}, "points": "1", "until": "2016-12-31T23:59:60Z"}

    past = till.post("/holds", hold)

    assert [one.status_code for one in (sold, again, back)] == [201, 200, 201]
    assert till.post("/sales", {**asked, "at": "2016-12-31T23:59:59Z"}).status_code == 409
    assert past.json()["errors"][0]["message"] == "a hold ends after now and within 14 days"


def test_receipt_that_says_something_else_is_refused(till: Till):
    receipt = new_receipt()
    till.sell(receipt=receipt, total="700.00")

    answer = till.post("/sales", {"outlet": "main", "receipt": receipt, "total": "701.00"})

    assert (answer.status_code, answer.json()["code"]) == (409, "repeat_differs")


def test_idempotency_key_is_used_for_one_sale(till: Till):
    asked = {"outlet": "main", "receipt": new_receipt(), "total": "5.00"}
    key = new_receipt()
    first = till.post("/sales", asked, idempotency_key=key)

    again = till.post("/sales", asked, idempotency_key=key)
    other = till.post("/sales", {**asked, "receipt": new_receipt()}, idempotency_key=key)
    elsewhere = till.post("/members", {"card": new_card()}, idempotency_key=key)

    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    assert (other.status_code, other.json()["code"]) == (409, "repeat_differs")
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "repeat_differs")


def test_return_of_a_line_gives_back_its_money_and_points(till: Till):
    anna = till.enrol()
    till.sell(member={"id": anna["id"]}, total="10000.01")
    till.give(anna["id"], "-150.00")
    sale = till.sell(member={"id": anna["id"]}, lines=LINES, redeem="200.00")

    asked = {"receipt": new_receipt(), "lines": [{"line": 2, "quantity": "1"}]}
    answer = till.post(f"/sales/{sale['id']}/returns", asked)

    told = answer.json()
    assert answer.status_code == 201
    assert told == {
        "id": told["id"],
        "money_back": "240.00",
        "points_back": "60.00",
        "points_expired": "0.00",
        "accrual_reversed": "24.00",
        "balance": {"spendable": "266.00", "pending": "0.00", "held": "0.00", "debt": "0.00"},
        "tier": {"code": "gold", "name": "Золотая"},
    }
    again = till.post(f"/sales/{sale['id']}/returns", asked)
    assert (again.status_code, again.json()) == (200, told)
    read = till.get(f"/sales/{sale['id']}").json()
    assert [one["id"] for one in read.pop("returns")] == [told["id"]]
    assert read == sale


def test_nothing_left_to_return_is_refused(till: Till):
    sale = till.sell(total="10.00")
    till.post(f"/sales/{sale['id']}/returns", {"receipt": new_receipt()})

    answer = till.post(f"/sales/{sale['id']}/returns", {"receipt": new_receipt()})

    assert (answer.status_code, answer.json()["code"]) == (409, "already_returned")


def test_sale_is_found_by_its_receipt(till: Till):
    sale = till.sell(total="10.00")

    answer = till.get("/sales", outlet="main", receipt=sale["receipt"])

    assert answer.json() == {"items": [{**sale, "returns": []}], "next": None}


def test_not_enough_points_says_how_many_are_missing(till: Till):
    anna = till.enrol()
    asked = {"member": {"id": anna["id"]}, "outlet": "main", "receipt": new_receipt()}

    answer = till.post("/sales", {**asked, "total": "100.00", "redeem": "10.00"})

    told = answer.json()
    assert (answer.status_code, told["code"], told["missing"]) == (
        422,
        "not_enough_points",
        "10.00",
    )


def test_more_points_than_the_receipt_takes_says_the_limit(till: Till):
    anna = till.enrol()
    till.give(anna["id"], "500.00")
    asked = {"member": {"id": anna["id"]}, "outlet": "main", "receipt": new_receipt()}

    answer = till.post("/sales", {**asked, "total": "100.00", "redeem": "100.01"})

    told = answer.json()
    assert (answer.status_code, told["code"], told["limit"]) == (
        422,
        "pays_too_much_with_points",
        "100.00",
    )


def test_name_of_the_tier_is_in_the_readers_language(till: Till):
    member = {"id": till.enrol()["id"]}
    asked = {"member": member, "outlet": "main", "total": "100.00"}
    sold = till.post("/sales", {**asked, "receipt": new_receipt()}, accept_language="en").json()
    path = f"/sales/{sold['id']}"
    back = till.post(f"{path}/returns", {"receipt": new_receipt()}, accept_language="uk").json()

    read = till.send("GET", path, headers={"accept-language": "en"}).json()
    quoted = till.post("/sales/quote", asked, accept_language="uk").json()
    plain = till.post("/sales/quote", asked).json()

    assert [one["tier"]["name"] for one in (sold, back, read, read["returns"][0])] == [
        "Standard",
        "Стандартна",
        "Standard",
        "Standard",
    ]
    assert [one["tier"]["name"] for one in (quoted, plain)] == ["Стандартна", "Стандартная"]


def test_explanation_speaks_the_readers_language(till: Till):
    anna = till.enrol()
    asked = {"member": {"id": anna["id"]}, "outlet": "main", "total": "100.00"}

    texts = {
        language: till.post("/sales/quote", asked, accept_language=language).json()["explanation"]
        for language in ("uk-UA, ru;q=0.5", "en", "de")
    }

    assert [one[0]["text"] for one in texts.values()] == [
        "5 % від 100,00 ₽",
        "5% of 100.00 ₽",
        "5 % от 100,00 ₽",
    ]
