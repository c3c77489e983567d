"""Selections that cost more than they are worth, counted with the key of somebody who may only look."""

import json

import pytest
import requests

TOO_MANY = " or ".join(f"name ~ n{number}" for number in range(3_000))
SCORES = " or ".join(f"score = {number}" for number in range(50_000))
TAGS = "tag in (" + ", ".join(f"T{number}" for number in range(99_999)) + ")"
LONG = f'name ~ "{"a" * 200_000}"'
NESTED = '{"type": "not", "of": ' * 200 + '"all"' + "}" * 200


@pytest.fixture(scope="session")
def viewer(server):
    server.add_user("viewer", "vera@team.example")
    made = server.kartoteka("key", "make", "Counts", "--user", "vera@team.example", "--json")
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {json.loads(made)['secret']}"
    return session


def count(server, session, criteria):
    body = criteria if isinstance(criteria, str) else json.dumps({"select": {"include": criteria}})
    return session.post(server.url + "/api/v1/count", data=body, timeout=60)


@pytest.mark.parametrize("query", [TOO_MANY, SCORES, LONG], ids=["names", "scores", "phrase"])
def test_a_selection_above_a_limit_is_refused(server, viewer, query):
    answer = count(server, viewer, [query])
    assert answer.status_code == 422
    assert "more than" in answer.json()["detail"]


def test_the_limit_counts_what_a_list_of_queries_holds(server, viewer):
    answer = count(server, viewer, [f"name ~ n{number}" for number in range(3_000)])
    assert answer.status_code == 422


def test_a_list_as_long_as_the_limit_is_counted(server, viewer):
    answer = count(server, viewer, [TAGS])
    assert answer.status_code == 200
    assert answer.json()["count"] == 0


def test_many_conditions_of_one_column_are_counted(server, viewer):
    everybody = count(server, viewer, ["all"]).json()["count"]
    none = " or ".join(f'name ~ "no such name {number}"' for number in range(999))
    assert count(server, viewer, [none]).json()["count"] == 0
    assert count(server, viewer, [f"not ({none})"]).json()["count"] == everybody


def test_groups_nest_only_so_deep(server, viewer):
    assert count(server, viewer, f'{{"select": {{"include": [{NESTED}]}}}}').status_code == 422
    assert count(server, viewer, ["not " * 5_000 + "all"]).status_code == 422
