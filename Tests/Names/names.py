"""Names with their sex, from two packages that were not used to write the lists of Sources/Genders/Names."""

import importlib
from pathlib import Path

from gender_guesser import detector

LOCALES = {"PL": "pl_PL", "HU": "hu_HU", "CZ": "cs_CZ"}
COLUMNS = {"PL": "poland", "HU": "hungary", "CZ": "czech_republic"}

# The scale of nam_dict.txt doubles with each step, and 10 is two per cent of the population: 2 is about one in thirteen thousand.
COMMON = 2

WOMAN, MAN = "woman", "man"


def provider(country):
    return importlib.import_module(f"faker.providers.person.{LOCALES[country]}").Provider


def faker_first_names(country):
    """What Faker says about first names, without those that it has for both sexes."""
    people = provider(country)
    women, men = set(people.first_names_female), set(people.first_names_male)
    return {name: WOMAN for name in women - men} | {name: MAN for name in men - women}


def register_first_names(country):
    """First names that nam_dict.txt calls common in the country, by sex; None where it is not sure."""
    countries = detector.Detector.COUNTRIES
    column = 30 + countries.index(COLUMNS[country])
    path = Path(detector.__file__).parent / "data/nam_dict.txt"
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line[0] in "#=":
            continue
        word, name = line.split()[:2]
        digit = line[column : column + 1].strip()
        if "+" in name or not digit or int(digit, 16) < COMMON:
            continue
        sex = {"F": WOMAN, "M": MAN}.get(word)
        found[name] = sex if found.get(name, sex) == sex else None
    return found


def first_names(country):
    """First names with an undisputed sex, and those about which the sources are not one."""
    faker, register = faker_first_names(country), register_first_names(country)
    disputed = {name for name, sex in register.items() if sex is None or faker.get(name, sex) != sex}
    known = {name: sex for name, sex in (register | faker).items() if name not in disputed}
    return known, sorted(disputed)


def surnames(country):
    """Surnames of women and of men, in the forms that grammar gives them."""
    people = provider(country)
    if country == "CZ":
        return {WOMAN: list(people.last_names_female), MAN: list(people.last_names_male)}
    if country == "HU":
        return {WOMAN: list(people.last_names), MAN: list(people.last_names)}
    adjectives = list(people.male_last_names)
    feminine = [name[:-1] + "a" if name.endswith(("ski", "cki", "dzki")) else None for name in adjectives]
    both = list(people.unisex_last_names)
    # Adjectives are about a third of the surnames that Poles bear.
    mixed = both[:: max(1, len(both) // (2 * len(adjectives)))]
    return {WOMAN: mixed + [name for name in feminine if name], MAN: mixed + adjectives}
