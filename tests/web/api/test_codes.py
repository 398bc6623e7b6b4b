"""Codes under the cap over the API: the fixed shape, refusals, repeats."""

import pytest

from plushka.domain.codes import states
from plushka.domain.codes.models import Activation
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.tenants.operations import Created
from plushka.web.api import clock
from tests.conftest import NOON
from tests.domain.codes import cast
from tests.domain.members.cast import at_work
from tests.web.api.conftest import MakeTill
from tests.web.api.till import Till, new_phone

CYRILLIC = str.maketrans("bchkmptxy3", "вснкмртхуз")
FIELDS = ["id", "batch", "member", "at", "points", "chances", "balance"]


@pytest.fixture
def codes(lipa_api: Created) -> list[str]:
    """Codes that can be activated, of 50 points each."""
    with at_work(lipa_api.tenant):
        return cast.active(5)[1]


def activate(till: Till, code: str, member, **more):
    return till.post("/codes/activate", {"code": code, "member": member, **more})


def test_a_code_is_activated_and_the_same_is_answered_again(till: Till, codes: list[str]):
    member = {"id": till.enrol()["id"]}
    first = activate(till, codes[0], member, source="kiosk-7")
    again = activate(till, codes[0].lower(), member, source="kiosk-7")

    told = first.json()
    assert (first.status_code, list(told)) == (201, FIELDS)
    assert (told["member"], told["points"], told["chances"]) == (member["id"], "50.00", 0)
    assert told["balance"]["spendable"] == "50.00"
    assert told["batch"]["name"] == "Крышки"
    assert (again.status_code, again.json()) == (200, told)
    assert again.headers["Idempotent-Replay"] == "true"


@pytest.mark.parametrize(
    ("typed", "status", "code"),
    [
        (cast.wrong_code(), 422, "code_unknown"),
        ("BCDF-GHJK-MNPQ-B", 422, "code_mistyped"),
        ("Где мои баллы?", 422, "code_mistyped"),
        ("", 422, "invalid"),
        ("\0", 422, "invalid"),
    ],
    ids=["unknown", "mistyped", "words", "empty", "control"],
)
def test_what_is_no_code_is_refused(till: Till, typed: str, status: int, code: str):
    answer = activate(till, typed, {"id": till.enrol()["id"]})

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    "dress",
    [
        lambda code: code.lower().translate(CYRILLIC),
        lambda code: f" «{cast.shown(code)}»!.",
        lambda code: code + code,
        lambda code: f"код {code}, {code.lower()}",
        "_".join,
    ],
    ids=["cyrillic", "punctuation", "doubled", "twice", "spread"],
)
def test_a_code_is_read_however_it_is_dressed(lipa_api: Created, till: Till, dress):
    with at_work(lipa_api.tenant):
        _, [code] = cast.active(1)
    member = {"id": till.enrol()["id"]}
    first = activate(till, dress(code), member)
    plain = activate(till, code, member)

    assert (first.status_code, plain.status_code) == (201, 200)
    assert plain.json()["id"] == first.json()["id"]


@pytest.mark.parametrize(
    ("deed", "status", "told"),
    [
        ("early", 422, {"code": "code_not_active"}),
        ("closed", 422, {"code": "code_finished"}),
        ("revoked", 422, {"code": "code_revoked"}),
        ("limit", 422, {"code": "activation_limit_reached", "most": 1, "per": "member"}),
        ("blocked", 422, {"code": "member_blocked"}),
    ],
    ids=["early", "closed", "revoked", "limit", "blocked"],
)
def test_a_code_whose_time_it_is_not_is_refused_and_gives_nothing(
    lipa_api: Created, till: Till, deed: str, status: int, told: dict[str, object]
):
    member = till.enrol()["id"]
    with at_work(lipa_api.tenant):
        code = prepared(deed, member)
        before = Activation.objects.filter(member_id=member).count()
    answer = activate(till, code, {"id": member})

    assert (answer.status_code, {name: answer.json()[name] for name in told}) == (status, told)
    with at_work(lipa_api.tenant):
        assert Activation.objects.filter(member_id=member).count() == before


def prepared(deed: str, member: str) -> str:
    """Bring about why a code will be refused; give the code."""
    if deed == "early":
        return next(cast.making.codes_of(cast.made(1)))[1]
    batch, [code, other] = cast.active(2, most_per_member=1)
    ended = {"batch_id": batch.id, "actor": cast.ACTOR, "at": NOON}
    if deed == "closed":
        states.close(**ended)
    if deed == "revoked":
        states.revoke(reason="Утекли", **ended)
    if deed == "limit":
        cast.accepted(other, member=Locator("ID", member), at=clock.now())
    if deed == "blocked":
        Member.objects.filter(id=member).update(blocked_at=NOON, block_reason="x")
    return code


def test_another_member_and_nobody_are_refused(till: Till, codes: list[str]):
    activate(till, codes[1], {"id": till.enrol()["id"]})
    used = activate(till, codes[1], {"id": till.enrol()["id"]})
    nobody = activate(till, codes[2], {"phone": new_phone()})

    assert (used.status_code, used.json()["code"]) == (409, "code_used")
    assert (nobody.status_code, nobody.json()["code"]) == (422, "member_unknown")


def test_a_key_with_another_code_is_refused(till: Till, codes: list[str]):
    member = {"id": till.enrol()["id"]}
    asked = {"code": codes[3], "member": member}
    first = till.post("/codes/activate", asked, Idempotency_Key="K-codes-1")
    differs = till.post("/codes/activate", asked | {"code": codes[4]}, Idempotency_Key="K-codes-1")

    assert first.status_code == 201
    assert (differs.status_code, differs.json()["code"]) == (409, "repeat_differs")


def test_a_guesser_waits_and_is_told_how_long(till: Till):
    member = {"id": till.enrol()["id"]}
    answers = [activate(till, cast.wrong_code(n), member) for n in range(6)]

    assert [one.status_code for one in answers] == [*[422] * 5, 429]
    assert int(answers[5].headers["Retry-After"]) in range(1, 61)


def test_the_neighbour_knows_no_code_of_ours(neighbour: Till, codes: list[str]):
    answer = activate(neighbour, codes[4], {"id": neighbour.enrol()["id"]})

    assert answer.json()["code"] == "code_unknown"


def test_a_key_of_its_own_scope_activates_and_sells_nothing(
    make_till: MakeTill, till: Till, codes: list[str]
):
    kiosk, member = make_till("codes"), {"id": till.enrol()["id"]}

    assert activate(kiosk, codes[0], member).status_code in {201, 409}
    assert kiosk.post("/sales", {"outlet": "main", "receipt": "x"}).status_code == 403
