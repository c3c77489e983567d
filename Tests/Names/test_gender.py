"""How often the command `kartoteka gender` is right, and how often it decides, on names that it was not made from."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import names
from names import MAN, WOMAN

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("KARTOTEKA_BINARY", str(ROOT / ".build/debug/kartoteka"))
COUNTRIES = ["PL", "HU", "CZ"]
SURNAMES_PER_NAME = 12

RIGHT_AT_LEAST = 0.995
DECIDED_AT_LEAST = 0.97


def decide(country, position, people):
    """What the program says about each name."""
    done = subprocess.run(
        [PROGRAM, "gender", "--country", country, "--first-name", position, "--json"],
        input="\n".join(people), capture_output=True, text=True, check=True, encoding="utf-8",
    )
    answers = json.loads(done.stdout)
    assert [answer["name"] for answer in answers] == people
    return [answer["gender"] for answer in answers]


def people(country):
    """Pairs of first name and surname with the sex, the surnames taken in turn."""
    known, _ = names.first_names(country)
    pools = names.surnames(country)
    turn = {WOMAN: 0, MAN: 0}
    for first, sex in sorted(known.items()):
        pool = pools[sex]
        for _ in range(SURNAMES_PER_NAME):
            # A step without a common divisor with the pool reaches all of it.
            yield first, pool[turn[sex] * 7919 % len(pool)], sex
            turn[sex] += 1


def measure(country, position):
    rows = list(people(country))
    full = [f"{first} {last}" if position == "first" else f"{last} {first}" for first, last, _ in rows]
    answers = decide(country, position, full)
    decided = [(name, sex, answer) for name, (_, _, sex), answer in zip(full, rows, answers) if answer != "unknown"]
    wrong = [(name, answer) for name, sex, answer in decided if answer != sex]
    return len(rows), len(decided), wrong


@pytest.mark.parametrize("position", ["first", "last"])
@pytest.mark.parametrize("country", COUNTRIES)
def test_right_and_decided(country, position, capsys):
    known, disputed = names.first_names(country)
    count, decided, wrong = measure(country, position)
    right = 1 - len(wrong) / decided
    with capsys.disabled():
        print(
            f"\n{country} {position}: {len(known)} first names ({len(disputed)} disputed ones left out), {count} full names, "
            f"decided {decided / count:.2%}, of these right {right:.2%}",
            end="",
        )
    assert len(known) > 150 and count > 2_000
    assert right >= RIGHT_AT_LEAST, wrong[:20]
    assert decided / count >= DECIDED_AT_LEAST


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_wrong_order_is_hardly_ever_wrong(country, capsys):
    """Names in the other order than the program is told: unknown, or right by evidence."""
    rows = list(people(country))
    answers = decide(country, "first", [f"{last} {first}" for first, last, _ in rows])
    decided = [(sex, answer) for (_, _, sex), answer in zip(rows, answers) if answer != "unknown"]
    right = sum(sex == answer for sex, answer in decided) / len(decided)
    with capsys.disabled():
        print(f"\n{country} wrong order: decided {len(decided) / len(rows):.2%}, of these right {right:.2%}", end="")
    assert right >= 0.99


def test_hungarian_wives():
    known, _ = names.first_names("HU")
    last = names.surnames("HU")[WOMAN]
    men = sorted(name for name, sex in known.items() if sex == MAN)
    women = sorted(name for name, sex in known.items() if sex == WOMAN)
    wives = [f"{last[index % len(last)]} {name}né" for index, name in enumerate(men)]
    wives += [f"{last[index % len(last)]}né {last[index * 7 % len(last)]} {name}" for index, name in enumerate(women)]
    answers = decide("HU", "last", wives)
    wrong = [name for name, answer in zip(wives, answers) if answer == MAN]
    assert not wrong
    assert answers.count(WOMAN) / len(wives) >= 0.99


def test_the_command_prints_the_decision_beside_each_name():
    done = subprocess.run(
        [PROGRAM, "gender", "--country", "pl", "--first-name", "first"],
        input="Anna Nowak\nJan Kowalski\nXyz\n", capture_output=True, text=True, check=True, encoding="utf-8",
    )
    assert done.stdout == "woman\tAnna Nowak\nman\tJan Kowalski\nunknown\tXyz\n"
