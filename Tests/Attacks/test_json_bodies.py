"""Bodies of JSON that cost more than they are worth, sent without any key."""

import time

import pytest
import requests

DEEP = '{"a":' * 510 + "1" + "}" * 510
WIDE = '{"a":[' + ",".join(["{}"] * 1_300_000) + "]}"
SECONDS = 2
"""Far more than a refusal takes, even in the debug build on a busy machine, and far less than the attacks took."""


@pytest.mark.parametrize("body", [DEEP, WIDE], ids=["deep", "wide"])
@pytest.mark.parametrize("path", ["/api/contact/upsert", "/api/v1/count"])
def test_a_body_without_a_key_is_refused_at_once(server, path, body):
    started = time.monotonic()
    answer = requests.post(server.url + path, data=body, headers={"Content-Type": "application/json"}, timeout=30)
    assert answer.status_code in (400, 401, 413, 422)
    assert time.monotonic() - started < SECONDS
