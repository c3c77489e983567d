"""What every answer says to browsers, whoever asked for it."""

import pytest
import requests
from running import running_server

PATHS = ["/sign-in", "/nothing", "/health", "/ready", "/api/v1/me", "/api/v1/openapi.json", "/api/nothing", "/visit"]


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_is_taken_for_something_else(server, path):
    for method in ["GET", "POST", "PUT", "TRACE"]:
        answer = requests.request(method, server.url + path, allow_redirects=False, timeout=30)
        assert answer.headers["X-Content-Type-Options"] == "nosniff", method
        assert "Strict-Transport-Security" not in answer.headers
        assert answer.status_code < 500
        assert answer.status_code != 405 or answer.headers["Allow"]


def test_browsers_stay_with_tls(tmp_path):
    with running_server(tmp_path, contacts=5, options=["--public-address", "https://contacts.example"]) as server:
        for path in PATHS:
            answer = requests.get(server.url + path, allow_redirects=False, timeout=30)
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000", path


@pytest.mark.parametrize(
    ("path", "method", "allowed"),
    [
        ("/sign-in", "PUT", "GET, HEAD, POST"),
        ("/health", "POST", "GET, HEAD"),
        ("/ready", "DELETE", "GET, HEAD"),
        ("/api/v1/me", "DELETE", "GET"),
        ("/api/v1/openapi.json", "POST", "GET"),
        ("/api/contact/upsert", "GET", "POST"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(server, path, method, allowed):
    answer = requests.request(method, server.url + path, timeout=30)
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)
