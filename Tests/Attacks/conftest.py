"""Fixtures: one server that the attacks share; an attack that changes or stops its server starts one of its own."""

import json

import pytest
from running import running_server

MANAGER = "anna@team.example"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("server"), contacts=500) as server:
        server.add_user("manager", MANAGER)
        yield server


@pytest.fixture(scope="session")
def token(server):
    """A key of the JSON API for a manager."""
    return json.loads(server.kartoteka("key", "make", "Attacks", "--user", MANAGER, "--json"))["secret"]
