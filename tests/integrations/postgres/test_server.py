"""Starting, joining and stopping."""

from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import psycopg
import pytest

from plushka.integrations import postgres
from tests.integrations.postgres.conftest import ask, end, first_line, postmaster

pytestmark = pytest.mark.slow

type Beside = Callable[[Path], Popen[str]]


def test_ensure_starts_a_server_that_folds_cyrillic_and_keeps_commits(home: Path) -> None:
    url = postgres.ensure(home)

    assert ask(url, "SELECT lower('ПЛЮШКА')") == "плюшка"
    told = "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings"
    asked = ("data_checksums", "fsync", "jit", "listen_addresses", "synchronous_commit")
    assert ask(url, f"{told} WHERE name IN {asked}") == (
        "data_checksums=on fsync=on jit=off listen_addresses= synchronous_commit=on"
    )


def test_ensure_joins_the_server_that_runs(home: Path) -> None:
    url = postgres.ensure(home)
    first = postmaster(home)

    assert postgres.ensure(home) == url
    assert postmaster(home) == first


def test_ensure_from_many_processes_at_once_starts_one_server(home: Path, beside: Beside) -> None:
    processes = [beside(home) for _ in range(4)]

    urls = {first_line(process) for process in processes}

    assert urls == {postgres.ensure(home)}
    assert ask(urls.pop(), "SELECT 1") == 1
    assert not (home / "postgres/server.log.old").exists(), "the server was launched twice"


def test_connection_without_the_password_is_refused(home: Path) -> None:
    url = postgres.ensure(home)
    password = (home / "postgres/password").read_text().strip()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(password, "guess"))


def test_the_last_to_leave_stops_the_server(home: Path, beside: Beside) -> None:
    neighbour = beside(home)
    url = first_line(neighbour)
    postgres.ensure(home)

    assert postgres.stop_if_last(home) is False
    assert ask(url, "SELECT 1") == 1
    assert neighbour.communicate("leave\n")[0] == "True\n"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_a_killed_user_does_not_keep_the_server_running(home: Path, beside: Beside) -> None:
    neighbour = beside(home)
    first_line(neighbour)
    postgres.ensure(home)

    neighbour.kill()
    neighbour.wait()

    assert postgres.stop_if_last(home) is True


def test_leaving_a_server_never_used_does_nothing(home: Path) -> None:
    assert postgres.stop_if_last(home) is False


def test_data_outlive_a_stop(home: Path) -> None:
    url = postgres.ensure(home)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")

    postgres.stop(home)

    assert ask(postgres.ensure(home), "SELECT n FROM kept") == 7


@pytest.mark.parametrize("name", ["д" * 100, "with, comma", "it's"])
def test_a_path_no_socket_could_have_is_served_from_a_short_private_directory(
    home: Path, name: str
) -> None:
    home = home / name
    url = postgres.ensure(home)
    try:
        socket = Path((home / "postgres/socket").read_text().strip())
        assert ask(url, "SELECT 1") == 1
        assert not socket.is_relative_to(home)
        assert socket.stat().st_mode & 0o777 == 0o700
    finally:
        end(home)
    assert not socket.exists()


def test_own_settings_win(home: Path) -> None:
    postgres.ensure(home)
    postgres.stop(home)
    with (home / "postgres/data/postgresql.conf").open("a") as own:
        own.write("max_connections = 33\n")

    assert ask(postgres.ensure(home), "SHOW max_connections") == "33"


def test_a_setting_postgres_does_not_know_is_told_in_one_sentence(home: Path) -> None:
    postgres.ensure(home)
    postgres.stop(home)
    with (home / "postgres/data/postgresql.conf").open("a") as own:
        own.write("no_such_setting = 1\n")

    with pytest.raises(postgres.PostgresUnavailable, match=r"did not start: .* contains errors"):
        postgres.ensure(home)


def test_data_of_another_version_are_left_alone(home: Path) -> None:
    (home / "postgres/data").mkdir(parents=True)
    (home / "postgres/data/PG_VERSION").write_text("12\n")

    with pytest.raises(postgres.PostgresUnavailable, match="made by PostgreSQL 12 and this is"):
        postgres.ensure(home)


def test_a_directory_that_is_no_cluster_is_left_alone(home: Path) -> None:
    (home / "postgres/data").mkdir(parents=True)

    with pytest.raises(postgres.PostgresUnavailable, match="is not a PostgreSQL cluster"):
        postgres.ensure(home)


def test_a_home_that_is_a_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(postgres.PostgresUnavailable, match="set PLUSHKA_HOME to a directory"):
        postgres.ensure(tmp_path / "file")
