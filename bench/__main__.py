"""``python -m bench [NAMES …] [--full] [--write FILE]``: measure, and say whether it holds."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

import django
from django.db import connections

from bench.profile import SETTINGS
from bench.ratio import Ratio
from bench.stage import Stage, stage
from bench.table import table

NAMES = (
    "crowd",
    "alone",
    "batch",
    "campaigns",
    "growth",
    "decide",
    "replay",
    "import",
    "codes",
    "profile",
)
"""In the order they are run; the last only when it is asked for."""

CROWDS = (64, 128)

BY_PEOPLE = "## What is missed, and what was tried"
"""Below this heading the page is written by hand."""


def main() -> None:
    """Run what was asked for and print each ratio as soon as it is known."""
    asked = _arguments()
    names = set(asked.names) or set(NAMES) - {"profile"}
    ratios = []
    with stage(SETTINGS if "profile" in names else "") as scratch:
        os.environ |= {"PLUSHKA_HOME": str(scratch.home), "DATABASE_URL": scratch.url}
        os.environ["DJANGO_SETTINGS_MODULE"] = "plushka.config.settings"
        django.setup()
        for ratio in _measure(scratch, names, asked):
            print(ratio, flush=True)
            ratios.append(ratio)
        connections["default"].close_pool()  # type: ignore[attr-defined]
        if asked.write:
            _write(asked.write, table(scratch, ratios))


def _write(file: Path, measured: str) -> None:
    """Put what was measured in the place of the last run; what people wrote below it stays."""
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    _, heading, told = before.partition(BY_PEOPLE)
    file.write_text(measured.rstrip() + "\n" + (f"\n{heading}{told}" if told else ""), "utf-8")


def _measure(scratch: Stage, names: set[str], asked: argparse.Namespace) -> Iterator[Ratio]:
    from bench.growth import Histories, growth
    from bench.lookups import look_up
    from bench.moving import move_in_and_out
    from bench.printing import make_and_print
    from bench.replay import replay_year

    rounds, seconds = asked.rounds, asked.seconds
    yield from _measure_in_memory(names, rounds=rounds)
    if "replay" in names:
        # One round takes as long as all rounds of another bench.
        yield from replay_year(scratch, rounds=min(rounds, 3))
    if "import" in names:
        yield from move_in_and_out(scratch)
    if "codes" in names:
        yield from make_and_print(scratch)
        yield look_up(scratch)
    if names & {"crowd", "alone", "batch", "campaigns", "profile"}:
        yield from _measure_sales(scratch, names, rounds=rounds, seconds=seconds)
    if "growth" in names:
        histories = Histories(long=10_000_000 if asked.full else 1_000_000)
        yield growth(
            scratch, histories, rounds=rounds, seconds=seconds, workers=os.cpu_count() or 1
        )


def _measure_in_memory(names: set[str], *, rounds: int) -> Iterator[Ratio]:
    from bench.deciding import decide_alone, decide_with_campaigns

    if "decide" in names:
        yield decide_alone(rounds=rounds)
        yield decide_with_campaigns(rounds=rounds)


def _measure_sales(
    scratch: Stage, names: set[str], *, rounds: int, seconds: float
) -> Iterator[Ratio]:
    from bench.batch import batch
    from bench.crowd import alone, arena, crowd
    from bench.profile import profile
    from bench.promised import with_campaigns

    ground = arena(scratch, workers=os.cpu_count() or 1)
    if "crowd" in names:
        for clients in CROWDS:
            yield crowd(ground, clients=clients, rounds=rounds, seconds=seconds)
    if "alone" in names:
        yield alone(ground, rounds=rounds, seconds=seconds)
    if "batch" in names:
        yield batch(ground, rounds=rounds)
    if "campaigns" in names:
        yield with_campaigns(ground, clients=64, rounds=rounds, seconds=seconds)
    if "profile" in names:
        print(profile(ground))
    ground.server.stop()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(NAMES)}; else all")
    parser.add_argument("--rounds", type=int, default=7, help="turns of both sides (7)")
    parser.add_argument("--seconds", type=float, default=5, help="seconds of a turn (5)")
    parser.add_argument("--full", action="store_true", help="grow to 10 million entries, not 1")
    parser.add_argument("--write", type=Path, help="write the table into this file as well")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    main()
