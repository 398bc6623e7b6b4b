"""People are brought in from the command line, by the same steps as in the cabinet."""

import pytest

pytestmark = pytest.mark.slow

PEOPLE = "Телефон;ФИО;Баланс\n+79161234567;Анна;150\n8 916 123-45-68;Богдан;\n123;=Вера;\n"


def test_people_are_tried_brought_in_and_not_doubled(plushka, tmp_path):
    assert plushka.run("tenant", "create", "people", "--name", "Липа").code == 0
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    ask = ("members", "import", file, "--tenant", "people", "--json")

    tried = plushka.run(*ask, "--trial")
    brought = plushka.run(*ask)
    again = plushka.run(*ask)

    columns = {"Телефон": "phone", "ФИО": "name", "Баланс": "balance"}
    for said, state, new, repeated, taken in (
        (tried, "checked", 2, 0, 0),
        (brought, "done", 2, 0, 2),
        (again, "checked", 0, 2, 0),
    ):
        told = dict(said.told)
        assert said.code == 0
        assert told.pop("seconds") >= 0
        assert told.pop("import")
        assert told == {
            "state": state,
            "rows": 3,
            "new": new,
            "known": 0,
            "repeated": repeated,
            "refused": 1,
            "taken": taken,
            "points": "150.00" if new else "0.00",
            "columns": columns,
        }
    refused = (tmp_path / "people.csv.refused.csv").read_text(encoding="utf-8-sig")
    assert refused.splitlines() == [
        "Телефон,ФИО,Баланс,row,reason,field",
        "123,'=Вера,,4,no_phone,phone",
    ]
    assert plushka.run("verify", "--tenant", "people").code == 0


def test_what_cannot_be_read_is_told_in_one_sentence(plushka, tmp_path):
    assert plushka.run("tenant", "create", "nonsense", "--name", "Липа").code == 0
    file = tmp_path / "people.csv"
    file.write_text("phone\n+79161234567\n", encoding="utf-8")
    ask = ("members", "import", file, "--tenant", "nonsense")

    wrong = plushka.run(*ask, "--columns", "telephone")
    file.write_bytes(b"%PDF-1.7")
    foreign = plushka.run(*ask)

    assert (wrong.code, foreign.code) == (1, 1)
    assert "No column of members means 'telephone'." in wrong.err
    assert "cannot be read as a table" in foreign.err
