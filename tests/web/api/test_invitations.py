"""U23, U24 over the API: members invite, lists tell, and nobody joins uninvited."""

from uuid import uuid4

import pytest
from litestar.testing import TestClient

from plushka.domain.messaging.models import Message
from plushka.domain.programmes import files
from plushka.domain.programmes.founding import found
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import Created
from tests.conftest import NOON
from tests.web.api.till import Till, new_phone


@pytest.fixture
def company() -> Created:
    """A company of its own: its programme is changed."""
    return found(slug=f"own-{uuid4().hex[:8]}", name="Клён", at=NOON)


@pytest.fixture
def own(client: TestClient, company: Created) -> Till:
    return Till(client, company.key)


def promise(company: Created, **inviting: object) -> None:
    with tenant_context(company.tenant.id):
        plain = files.plain(files.preset("bonusplus")) | {"inviting": inviting}
        publish(programme=files.read(plain), actor="system:test", at=NOON)


def invite(till: Till, member, **more):
    return till.post("/invitations", {"member": {"id": member["id"]}, **more})


def test_who_is_invited_joins_and_is_listed_as_the_inviters(own: Till, company: Created):
    anna = own.enrol(name="Анна")
    promise(company, joining="invited")

    made = invite(own, anna)
    alone = own.post("/members", {"phone": new_phone()})
    bohdan = own.enrol(invitation=made.json()["token"])

    told = made.json()
    assert (made.status_code, told["state"], told["way"]) == (201, "made", "link")
    assert told["path"] == f"/i/{told['token']}"
    assert (alone.status_code, alone.json()["code"]) == (422, "invitation_needed")
    [listed] = own.get("/invitations", member=anna["id"]).json()["items"]
    assert (listed["state"], listed["joined"]) == ("joined", bohdan["id"])
    [edge] = own.get("/referrals", referrer=anna["id"]).json()["items"]
    assert (edge["member"], edge["referrer"], edge["way"]) == (bohdan["id"], anna["id"], "link")


def test_same_key_invites_once(own: Till):
    anna = own.enrol()
    asked = {"member": {"id": anna["id"]}}

    one = own.post("/invitations", asked, idempotency_key="k-1")
    again = own.post("/invitations", asked, idempotency_key="k-1")

    assert (one.status_code, again.status_code) == (201, 200)
    assert one.json() == again.json()


def test_bad_token_is_told_by_its_field(own: Till):
    answer = own.post("/members", {"phone": new_phone(), "invitation": "7777777777777"})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "invitation")


def test_phone_is_written_to_where_the_programme_lets_that_be_done(
    own: Till, company: Created, settings
):
    settings.ALLOWED_HOSTS = ["loyal.example", "testserver", "testserver.local"]
    anna = own.enrol()
    refused = invite(own, anna, phone=new_phone())
    promise(company, by_sms=True)

    made = invite(own, anna, phone=new_phone(), named=True)

    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "phone")
    assert (made.status_code, made.json()["state"]) == (201, "sent")
    with tenant_context(company.tenant.id):
        said = Message.objects.filter(kind="invitation").get().text
    assert said.endswith(f"http://loyal.example/i/{made.json()['token']}")


def test_right_and_quota_are_refused_with_what_is_missing(own: Till, company: Created):
    anna = own.enrol()
    promise(company, right_from="50", a_month=1)
    poor = invite(own, anna)
    own.give(anna["id"], "10.00")
    own.sell(member={"id": anna["id"]}, total="1000.00")
    first, second = invite(own, anna), invite(own, anna)

    assert (poor.json()["code"], poor.json()["missing"]) == ("no_right_to_invite", "50.00")
    assert first.status_code == 201
    assert (second.json()["code"], second.json()["limit"]) == ("invitation_limit_reached", "month")


def test_lists_have_pages(own: Till):
    anna = own.enrol()
    for _ in range(3):
        own.enrol(invitation=invite(own, anna).json()["token"])

    first = own.get("/invitations", limit="2").json()
    rest = own.get("/invitations", limit="2", after=first["next"]).json()
    edges = own.get("/referrals", limit="2").json()

    ids = [one["id"] for one in first["items"] + rest["items"]]
    assert (len(ids), rest["next"], sorted(ids, reverse=True)) == (3, None, ids)
    assert own.get("/invitations", state="made").json()["items"] == []
    more = own.get("/referrals", limit="2", after=edges["next"]).json()
    assert (len(edges["items"]), len(more["items"]), more["next"]) == (2, 1, None)
