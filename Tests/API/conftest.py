"""Fixtures: one server for the whole run, keys for it, and TLS before it as a proxy speaks it."""

import json

import pytest
import requests
import trustme
from running import running_server

from proxy import tls_proxy

OWNER = "anna@team.example"


class API:
    """Our own API with one key."""

    def __init__(self, url, token):
        self.base = f"{url}/api/v1"
        self.session = requests.Session()
        if token:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path, **parameters):
        return self.session.get(self.base + path, params=parameters, timeout=30)

    def post(self, path, body=None, **parameters):
        return self.session.post(self.base + path, json=body, params=parameters, timeout=30)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("server"), contacts=500) as server:
        server.add_user("manager", OWNER)
        yield server


@pytest.fixture(scope="session")
def key(server):
    """Makes a key for the manager."""

    def make(*options):
        return json.loads(server.kartoteka("key", "make", "Tests", "--user", OWNER, "--json", *options))

    return make


@pytest.fixture(scope="session")
def api(server, key):
    return API(server.url, key()["secret"])


@pytest.fixture(scope="session")
def anonymous(server):
    return API(server.url, None)


@pytest.fixture(scope="session")
def client_key(key):
    """What a client of SALESmanago's API is configured with."""
    return key("--client")


@pytest.fixture(scope="session")
def secure(server, tmp_path_factory):
    """The name and port at which a proxy speaks TLS for the server, and the file of its authority."""
    authority = trustme.CA()
    path = tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(path)
    with tls_proxy(server.url, authority.issue_cert("127.0.0.1", "localhost")) as port:
        yield f"127.0.0.1:{port}", str(path)
