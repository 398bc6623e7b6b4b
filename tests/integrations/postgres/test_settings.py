from pathlib import Path

from plushka.integrations.postgres.settings import memory_mib, settings


def test_memory_is_that_of_the_container_where_it_is_less(tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text("536870912\n")

    assert memory_mib(limit) == 512


def test_memory_is_that_of_the_machine_where_the_container_has_no_limit(tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text("max\n")

    assert memory_mib(limit) == memory_mib(tmp_path / "missing") > 0


def test_buffers_take_a_quarter_of_memory_and_at_most_a_gibibyte() -> None:
    asked = min(max(memory_mib() // 4, 64), 1024)

    assert f"\nshared_buffers = {asked}MB\n" in settings(Path("/run/plushka"))
