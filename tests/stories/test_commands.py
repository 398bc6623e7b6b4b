"""What a person gets from each command, one after the other."""

import re

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from tests.stories.installed import stop, wait_for

pytestmark = pytest.mark.slow


def test_a_company_is_founded_once(plushka):
    said = plushka.run("tenant", "create", "lipa", "--name", "Липа", "--json")
    again = plushka.run("tenant", "create", "lipa", "--name", "Липа", "--json")

    told = said.told
    assert said.code == 0
    assert re.fullmatch(r"plk_[\w-]{43}", told.pop("key"))
    assert len(told["owner"].pop("password")) >= 12
    assert told == {
        "tenant": "lipa",
        "tenant_id": told["tenant_id"],
        "outlet": "main",
        "owner": {"email": "owner@lipa.example"},
    }
    assert isinstance(told["tenant_id"], int)
    assert (again.code, again.out) == (1, "")
    assert again.err == "There is already a company 'lipa'.\n"


def test_a_company_that_cannot_be_founded_is_told_in_one_sentence(plushka):
    before = plushka.ask("SELECT count(*) FROM tenants_tenant")

    slug = plushka.run("tenant", "create", "Not a slug", "--name", "Липа")
    preset = plushka.run("tenant", "create", "elm", "--name", "Вяз", "--preset", "y")

    assert (slug.code, slug.out) == (1, "")
    assert slug.err == "slug: use 1 to 50 of a-z, 0-9 and hyphens.\n"
    assert (preset.code, preset.out) == (1, "")
    assert preset.err == (
        "preset: there is no 'y', choose one of "
        "bands, bonusplus, cafe, clothes, fuel, operator, per_full.\n"
    )
    assert plushka.ask("SELECT count(*) FROM tenants_tenant") == before


def test_verify_names_the_first_broken_row(plushka, tmp_path):
    plushka.run("tenant", "create", "broken", "--name", "Липа")
    plushka.run("tenant", "create", "whole", "--name", "Дуб")
    file = tmp_path / "past.csv"
    file.write_text(
        "outlet,receipt,at,member,price\nmain,A,2026-03-01T12:00:00Z,+79161234567,100\n",
        encoding="utf-8",
    )
    for slug in ("broken", "whole"):
        plushka.run("sales", "import", file, "--tenant", slug, "--create-missing")
    assert plushka.run("verify", "--json").told["ok"] is True
    plushka.ask(
        "UPDATE members_purchasesummary SET paid_total = paid_total + 1 WHERE tenant_id ="
        " (SELECT id FROM tenants_tenant WHERE slug = 'broken')"
    )

    said = plushka.run("verify", "--tenant", "broken", "--json")
    aloud = plushka.run("verify")
    neighbour = plushka.run("verify", "--tenant", "whole", "--json")

    assert said.code == 1
    assert said.told["ok"] is False
    assert [row["table"] for row in said.told["broken"]] == ["members_purchasesummary"]
    assert said.told["checked"]["sales"] == 1
    assert aloud.code == 1
    assert aloud.err.startswith("Broken (")
    assert (neighbour.code, neighbour.told["broken"]) == (0, [])


def test_a_company_nobody_knows_is_told_in_one_sentence(plushka):
    said = plushka.run("verify", "--tenant", "nobody")

    assert (said.code, said.out) == (1, "")
    assert said.err == ("There is no company 'nobody': plushka tenant create nobody founds it.\n")


def test_work_writes_down_what_has_expired(plushka, tmp_path):
    plushka.run("tenant", "create", "old", "--name", "Липа")
    file = tmp_path / "past.csv"
    file.write_text(
        "outlet,receipt,at,member,price\nmain,A,2026-03-01T12:00:00Z,+79161234567,100\n",
        encoding="utf-8",
    )
    plushka.run("sales", "import", file, "--tenant", "old", "--create-missing")
    [[tenant]] = plushka.ask("SELECT id FROM tenants_tenant WHERE slug = 'old'")
    entries = "SELECT kind, points FROM ledger_entry WHERE tenant_id = %s ORDER BY id"
    assert plushka.ask(entries, tenant) == [("ACCRUAL", 500)]
    # The year that has to pass for its points, in one step.
    [[over]] = plushka.ask(
        "UPDATE ledger_account SET exact_until = as_of + '1 second' WHERE tenant_id = %s"
        " RETURNING exact_until",
        tenant,
    )
    plushka.ask("UPDATE ledger_lot SET expires_at = %s WHERE tenant_id = %s", over, tenant)

    working = plushka.start("work")
    wait_for(lambda: len(plushka.ask(entries, tenant)) > 1)
    said = stop(working)

    assert plushka.ask(entries, tenant) == [("ACCRUAL", 500), ("EXPIRY", -500)]
    assert (said.code, said.err) == (0, "")
    assert plushka.run("verify", "--tenant", "old").code == 0


def test_a_forgotten_password_is_set_anew_for_a_person_of_the_company(plushka):
    first = plushka.run("tenant", "create", "forgot", "--name", "Липа", "--json").told["owner"]
    plushka.run("tenant", "create", "beside", "--name", "Мята")

    second = plushka.run("tenant", "password", "forgot", "--json").told
    strange = plushka.run("tenant", "password", "beside", "--email", first["email"])

    [[hashed]] = plushka.ask("SELECT password FROM tenants_staff WHERE email = %s", first["email"])
    assert (second["email"], strange.out) == (first["email"], "")
    assert "nobody of the company signs in with it" in strange.err
    # Commands hash as in earnest, other than the tests themselves.
    fits = PBKDF2PasswordHasher().verify
    assert [fits(one["password"], hashed) for one in (first, second)] == [False, True]
    kept = plushka.ask("SELECT actor, action FROM audit_record WHERE action ~ '^password'")
    assert kept == [("system:command", "password_renewed")]
