"""Our own API, through the running server."""

import os
import random
import subprocess
import sys
import time

from openapi_spec_validator import validate

from conftest import API

CHECKS = ",".join(
    [
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
        "negative_data_rejection", "ignored_auth", "unsupported_method",
    ]
)


def test_the_description_is_valid_openapi(anonymous):
    validate(anonymous.get("/openapi.json").json())


def test_a_coupon_is_given_and_redeemed_once(api):
    email = api.get("/contacts", limit=1).json()["contacts"][0]["email"]
    given = api.post("/coupons/SPRING26", {"contact": email, "validDays": 30})
    assert given.status_code == 201
    code = given.json()["code"]
    first = api.post("/coupons/SPRING26/redemptions", {"code": f" {code.lower()} "})
    assert (first.status_code, first.json()["contact"]["email"]) == (200, email)
    second = api.post("/coupons/SPRING26/redemptions", {"code": code})
    assert (second.status_code, second.json()["code"]) == (409, "coupon-used")
    assert second.headers["Content-Type"] == "application/problem+json"


def test_an_execution_is_carried_out_in_the_background(api):
    plan = {"name": "By API", "select": {"filter": ["score >= 0"]}, "actions": [{"set-score": 4711}]}
    count = api.post("/count", {"select": plan["select"]}).json()["count"]
    preview = api.post("/previews", plan).json()
    assert preview["contacts"] == count > 0
    made = api.post("/executions", plan)
    assert made.status_code == 202
    deadline = time.monotonic() + 60
    while (execution := api.get(f"/executions/{made.json()['id']}").json())["state"] != "finished":
        assert execution["state"] in ("scheduled", "running") and time.monotonic() < deadline, execution
    assert execution["done"] == count
    assert execution["actions"][0]["changed"] == preview["actions"][0]["changed"]
    assert api.post("/count", {"select": {"include": ["score = 4711"]}}).json()["count"] == count


def test_a_revoked_key_opens_nothing(server, key):
    made = key()
    api = API(server.url, made["secret"])
    assert api.get("/me").json()["email"] == "anna@team.example"
    server.kartoteka("key", "revoke", str(made["id"]))
    assert api.get("/me").status_code == 401


def test_pages_and_apis_do_not_mix(anonymous, server):
    assert "text/html" in anonymous.session.get(f"{server.url}/sign-in", timeout=30).headers["Content-Type"]
    assert anonymous.get("/nothing").headers["Content-Type"] == "application/problem+json"
    assert anonymous.session.get(f"{server.url}/api/nothing", timeout=30).json()["success"] is False


def test_every_operation_keeps_to_its_description(api, anonymous, tmp_path):
    """Schemathesis draws requests from the description, right ones and wrong ones, and checks the answers against it."""
    seed = os.environ.get("KARTOTEKA_TEST_SEED", str(random.randrange(1 << 32)))
    print(f"seed {seed}")
    description = tmp_path / "openapi.json"
    description.write_text(anonymous.get("/openapi.json").text)
    run = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "run", description, "--url", api.base,
            "--header", f"Authorization: {api.session.headers['Authorization']}",
            "--phases", "examples,coverage,fuzzing", "--max-examples", "25", "--seed", seed,
            "--checks", CHECKS, "--suppress-health-check", "all", "--no-color", "--workers", "1",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stdout[-12000:] + run.stderr[-2000:]
