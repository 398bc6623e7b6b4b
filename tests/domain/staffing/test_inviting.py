"""An invitation makes one person, once, while it lasts."""

import datetime as dt

import pytest
from django.core import signing

from plushka.domain.staffing import inviting, queries
from plushka.domain.staffing.inviting import LASTS, InvitationOver, StaffKnown
from plushka.domain.staffing.models import StaffInvitation
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff, Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.staffing.cast import ACTOR, first_outlet, hire, owner_of, recorded

PETRO = "petro@shop.example"
PASSWORD = "сорока-ворона"
LATER = NOON + dt.timedelta(days=1)


def invite(email: str = PETRO, role: str = Staff.Role.CASHIER, **more) -> StaffInvitation:
    sent = {"invitation_id": new_id(), "outlet_id": None, "actor": ACTOR, "at": NOON, **more}
    return inviting.invite(email=email, role=role, **sent)


def take(invitation: StaffInvitation, *, at: dt.datetime = LATER, **sent: str) -> Staff:
    told = {"name": "Петро", "password": PASSWORD, **sent}
    return inviting.take(invitation_id=invitation.id, at=at, **told)


def test_the_invited_person_has_the_role_and_the_outlet_and_their_own_password(lipa: Tenant):
    made = invite(" Petro@Shop.example ", outlet_id=first_outlet())

    petro = take(made)

    assert (petro.tenant, petro.email, petro.name) == (lipa, PETRO, "Петро")
    assert (petro.role, petro.outlet_id) == ("CASHIER", first_outlet())
    assert petro.check_password(PASSWORD)
    [(_, invited)] = recorded("staff_invited")
    assert invited == {"role": "CASHIER", "outlet": str(first_outlet())}
    assert recorded("invitation_taken")[0][1]["staff"] == str(petro.id)


def test_a_link_works_once(lipa: Tenant):
    made = invite()
    take(made)

    with pytest.raises(InvitationOver):
        take(made)

    assert Staff.objects.filter(email=PETRO).count() == 1


@pytest.mark.parametrize("late", [dt.timedelta(), dt.timedelta(seconds=1)])
def test_a_link_ends_after_seven_days(lipa: Tenant, late: dt.timedelta):
    made = invite()

    with pytest.raises(InvitationOver):
        take(made, at=NOON + LASTS + late)

    assert queries.find_invitations(at=NOON + LASTS) == []
    assert take(made, at=NOON + LASTS - dt.timedelta(seconds=1)).email == PETRO


def test_a_link_that_was_withdrawn_opens_nothing(lipa: Tenant):
    made = invite()

    inviting.withdraw(invitation_id=made.id, actor=ACTOR, at=NOON)

    with pytest.raises(InvitationOver):
        take(made)
    with pytest.raises(InvitationOver):
        inviting.withdraw(invitation_id=made.id, actor=ACTOR, at=NOON)
    assert not Staff.objects.filter(email=PETRO).exists()


def test_the_same_form_sent_twice_invites_once(lipa: Tenant):
    form = new_id()

    assert invite(invitation_id=form) == invite(invitation_id=form)

    assert len(recorded("staff_invited")) == 1


def test_another_invitation_to_the_same_e_mail_ends_the_first(lipa: Tenant):
    first = invite()

    second = invite(role=Staff.Role.SUPPORT)

    assert [one.id for one in queries.find_invitations(at=NOON)] == [second.id]
    with pytest.raises(InvitationOver):
        take(first)


def test_who_works_here_already_is_not_invited(lipa: Tenant):
    with pytest.raises(StaffKnown):
        invite(owner_of(lipa).email.upper())

    assert queries.find_invitations(at=NOON) == []


def test_a_neighbours_staff_may_be_invited_and_learn_it_only_when_they_come(
    lipa: Tenant, dub: Tenant
):
    made = invite(hire(dub, Staff.Role.CASHIER).email)

    with pytest.raises(StaffKnown):
        take(made)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("name", {"name": ""}),
        ("password", {"password": "1234567890"}),
        ("password", {"password": "x"}),
    ],
)
def test_a_bad_name_or_password_leaves_the_invitation_open(
    lipa: Tenant, path: str, sent: dict[str, str]
):
    made = invite()

    with pytest.raises(BadField) as refused:
        take(made, **sent)

    assert refused.value.path == path
    assert take(made).email == PETRO


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("email", {"email": "petro"}),
        ("role", {"role": "KING"}),
        ("outlet", {"outlet_id": new_id()}),
    ],
)
def test_an_invitation_names_the_field_that_is_wrong(lipa: Tenant, path: str, sent: dict):
    with pytest.raises(BadField) as refused:
        invite(**sent)

    assert refused.value.path == path


def test_a_token_tells_company_and_invitation_and_cannot_be_made_up(lipa: Tenant):
    made = invite()
    token = inviting.token_of(made)

    assert inviting.read_token(token) == (lipa.id, made.id)
    other = signing.Signer(salt="other").sign(f"{lipa.id}.{made.id.hex}")
    for wrong in (token[:-1], token.replace(str(lipa.id), "1", 1) + "x", other, "", "1.2:3"):
        with pytest.raises(InvitationOver):
            inviting.read_token(wrong)


def test_a_neighbour_finds_no_invitation_of_ours(lipa: Tenant, dub: Tenant):
    made = invite()
    theirs = StaffInvitation.objects.filter(tenant_id=dub.id, id=made.id)

    assert not theirs.exists()
    assert [one.email for one in queries.find_invitations(at=NOON)] == [PETRO]


@pytest.mark.django_db
def test_an_invitation_is_found_in_its_company_alone(dub: Tenant):
    with tenant_context(dub.id):
        made = invite()

    assert inviting.read_token(inviting.token_of(made))[0] == dub.id
