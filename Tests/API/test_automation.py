"""What other programs tell starts rules and workflows, as the table of events says."""

import hashlib
import subprocess
import time

import pytest
import requests
from running import BINARY

RULE = """
kind: rule
name: {name}
shared: true
definition:
  events: [ {event} ]
  yes: [ add-tags: {{ names: [{tag}] }} ]
"""


def automate(server, name, event, tag):
    """Makes a rule that gives a tag when something happens."""
    text = RULE.format(name=name, event=event, tag=tag)
    subprocess.run(
        [BINARY, "rule", "import", "-", "--database", server.database],
        input=text, text=True, check=True, capture_output=True,
    )
    server.kartoteka("rule", "activate", name)


def has_tag(api, email, tag):
    card = api.post("/contacts/lookup", {"email": email}).json()
    return tag in [held["name"] for held in card["tags"]]


def wait_for_tag(api, email, tag):
    deadline = time.monotonic() + 60
    while not has_tag(api, email, tag):
        assert time.monotonic() < deadline, f"{email} never got {tag}"
        time.sleep(0.05)


@pytest.fixture
def send(server, client_key):
    """Sends a request of the API of SALESmanago."""

    def send(method, **body):
        signature = hashlib.sha1(f"x{client_key['clientID']}{client_key['secret']}".encode()).hexdigest()
        proof = {"clientId": client_key["clientID"], "apiKey": "x", "sha": signature}
        answer = requests.post(f"{server.url}/api/{method}", json={**proof, **body}, timeout=30).json()
        assert answer["success"], answer
        return answer

    return send


def test_a_contact_added_by_a_program_starts_automation_unless_it_says_not_to(server, api, send):
    automate(server, "Welcome", "contact-added", "WELCOMED")
    send("contact/upsert", contact={"email": "quiet@example.com"}, fireEvents=False)
    send("contact/upsert", contact={"email": "loud@example.com"})
    wait_for_tag(api, "loud@example.com", "WELCOMED")
    # The journal is followed in its order, so what came before has been looked at.
    assert not has_tag(api, "quiet@example.com", "WELCOMED")
    # Coming back is not being added.
    send("contact/delete", email="quiet@example.com")
    send("contact/upsert", contact={"email": "quiet@example.com"})
    send("contact/upsert", contact={"email": "last@example.com"})
    wait_for_tag(api, "last@example.com", "WELCOMED")
    assert not has_tag(api, "quiet@example.com", "WELCOMED")


def test_a_coupon_redeemed_by_a_program_starts_automation(server, api, send):
    automate(server, "Thanks", "coupon-used: BONUS", "THANKED")
    send("contact/upsert", contact={"email": "buyer@example.com"})
    code = api.post("/coupons/BONUS", {"contact": "buyer@example.com", "validDays": 1}).json()["code"]
    assert api.post("/coupons/BONUS/redemptions", {"code": code}).status_code == 200
    wait_for_tag(api, "buyer@example.com", "THANKED")


def test_an_event_recorded_by_a_program_starts_automation_unless_it_says_not_to(server, api, send):
    automate(server, "Order", "external-event: PURCHASE", "ORDERED")
    send("contact/batchupsert", upsertDetails=[{"contact": {"email": f"{name}@example.com"}} for name in ("one", "two")])
    api.post("/events", {"contact": "one@example.com", "type": "PURCHASE", "startsAutomation": False})
    api.post("/events", {"contact": "two@example.com", "type": "purchase"})
    wait_for_tag(api, "two@example.com", "ORDERED")
    assert not has_tag(api, "one@example.com", "ORDERED")
