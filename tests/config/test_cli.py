"""What the command line says before it needs a database, or when it cannot have one."""

import socket

import click
import pytest

from plushka.config.cli import plushka, run


def commands(group, path=()):
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        yield (*path, name)


@pytest.mark.parametrize("path", [(), *commands(plushka)], ids=" ".join)
def test_every_command_has_help_with_an_example(path, capsys):
    code = run([*path, "--help"])

    told = capsys.readouterr()
    assert (code, told.err) == (0, "")
    assert f"Example: {' '.join(('plushka', *path))}" in " ".join(told.out.split())


@pytest.mark.parametrize("path", [(), ("tenant",), ("sales",)], ids=" ".join)
def test_a_group_without_a_command_shows_its_help(path, capsys):
    run([*path, "--help"])
    helped = capsys.readouterr().out

    code = run(path)

    told = capsys.readouterr()
    assert (code, told.out, told.err) == (2, "", helped)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["serv"], "No such command 'serv'. Did you mean 'serve'? See: plushka --help"),
        (["tenant", "create", "x"], "Missing option '--name'. See: plushka tenant create --help"),
        (["serve", "--port", "x"], "Invalid value for '--port': 'x' is not"),
        (["serve", "--port", "0"], "Invalid value for '--port': 0 is not in the range"),
        (
            ["sales", "import", "nowhere.csv", "--tenant", "lipa"],
            "Invalid value for 'FILE': File 'nowhere.csv' does not exist.",
        ),
        (["programme", "lint"], "Name a FILE or a --tenant. See: plushka programme lint --help"),
        (
            ["programme", "export", "--tenant", "lipa", "--draft", "--version", "2"],
            "Name a version or the draft, not both. See: plushka programme export --help",
        ),
        (
            ["programme", "publish", "--tenant", "lipa", "--valid-from", "soon"],
            "Invalid value for '--valid-from': 'soon' is no moment, such as 2026-12-01.",
        ),
        (["serve", "--host", "nowhere.invalid"], "There is no address 'nowhere.invalid'"),
    ],
)
def test_a_mistyped_command_is_told_in_one_sentence(arguments, sentence, capsys):
    code = run(arguments)

    told = capsys.readouterr()
    assert code != 0
    assert told.out == ""
    assert told.err.startswith(sentence)
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_is_told_before_anything_is_started(command, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("PLUSHKA_HOME", str(tmp_path / "home"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        code = run([command, "--port", str(port)])

    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert told.err == f"Port {port} of 127.0.0.1 is taken: choose another with --port.\n"
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:///var/db", "DATABASE_URL cannot be read: write postgresql://"),
        (
            "postgresql://me:secret@host:99999/x",
            "DATABASE_URL cannot be read: write postgresql://",
        ),
        ("postgresql://me@localhost/x?colour=red", "DATABASE_URL cannot be read: write"),
        ("postgresql://me:secret@127.0.0.1:1/x", "The database cannot be used: connection failed"),
    ],
)
def test_a_database_that_cannot_be_had_is_told_in_one_sentence(
    url, sentence, capsys, monkeypatch, tmp_path
):
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("PLUSHKA_HOME", str(tmp_path))

    code = run(["tenant", "create", "lipa", "--name", "Липа"])

    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert told.err.startswith(sentence)
    assert told.err.count("\n") == 1
    assert "secret" not in told.err


def test_a_home_that_cannot_be_written_is_told_in_one_sentence(capsys, monkeypatch, tmp_path):
    occupied = tmp_path / "home"
    occupied.write_text("a file")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PLUSHKA_HOME", str(occupied))

    code = run(["tenant", "create", "lipa", "--name", "Липа"])

    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert told.err.startswith(f"Cannot create {occupied}")
    assert told.err.count("\n") == 1
