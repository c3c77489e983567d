"""Clients of SALESmanago's API from PyPI, unchanged, against the running server."""

import datetime
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from conftest import OWNER


def found(api, email):
    return api.post("/contacts/lookup", {"email": email}).json()


@pytest.fixture
def python_api(client_key, secure):
    from salesmanago_python_api.services.client import SalesManagoClientService

    host, authority = secure
    service = SalesManagoClientService("any salt", client_key["clientID"], client_key["secret"], "sm.local")
    # It takes names without a port only.
    service.serverDomain = host
    service._requestsSession.verify = authority
    return service


@pytest.fixture
def toolkit(client_key, secure):
    """Calls a method of salesmanago-toolkit in a process of its own."""
    host, authority = secure
    signature = hashlib.sha1(f"fixed{client_key['clientID']}{client_key['secret']}".encode()).hexdigest()
    client = {"clientId": client_key["clientID"], "apiKey": "fixed", "sha": signature, "owner": OWNER, "domain": host}

    def call(method, **arguments):
        run = subprocess.run(
            [sys.executable, Path(__file__).parent / "toolkit_client.py"],
            input=json.dumps({"client": client, "method": method, "arguments": arguments}),
            env={**os.environ, "SSL_CERT_FILE": authority},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])

    return call


def data(service, **more):
    return service.ClientData(owner=OWNER, **more)


def test_salesmanago_python_api_adds_changes_and_deletes(python_api, api):
    person = data(
        python_api,
        email="jan@example.com",
        name="Jan Nowak",
        state="CUSTOMER",
        birthday=datetime.date(1980, 10, 17),
        address_city="Kraków",
        externalId="X1",
        tags=["new vip"],
        properties={"shoe": "42"},
        forceOptIn=True,
        province="Małopolskie",
    )
    inserted = python_api.insert(person).json()
    assert inserted["success"] and set(inserted) == {"success", "message", "contactId", "externalId"}
    card = found(api, "jan@example.com")
    assert card["contact"]["id"] == inserted["contactId"]
    assert card["contact"]["fields"] == {
        "name": "Jan Nowak", "birthday": "1980-10-17", "city": "Kraków", "external-id": "X1", "province": "Małopolskie",
    }
    assert (card["contact"]["emailStatus"], card["contact"]["state"]) == ("opted-in", "customer")
    assert card["owners"][0]["email"] == OWNER
    assert [tag["name"] for tag in card["tags"]] == ["NEW_VIP"] and card["details"] == {"shoe": "42"}
    again = python_api.insert(person).json()
    assert not again["success"] and "already" in again["message"][0]
    updated = python_api.update(data(python_api, email="jan@example.com", newEmail="j@example.com", removeTags=["NEW VIP"]))
    assert updated.json()["contactId"] == inserted["contactId"]
    assert found(api, "j@example.com")["tags"] == []
    upserted = python_api.upsert(data(python_api, email="j@example.com", phone="+48 1"))
    assert upserted.json()["contactId"] == inserted["contactId"]
    assert found(api, "j@example.com")["contact"]["fields"]["phone"] == "+48 1"
    assert python_api.delete(data(python_api, email="j@example.com")).json()["success"]
    assert found(api, "j@example.com")["contact"]["removedAt"]


def test_salesmanago_toolkit_adds_and_reads(toolkit, api):
    answer = toolkit("add_or_modify_contact", email="ewa@example.com", tags=["A"], properties={"k": "v"})
    assert answer["success"]
    card = found(api, "ewa@example.com")
    assert card["contact"]["emailStatus"] == "opted-out"
    read = toolkit("get_contact_info_by_id", contact_id=card["contact"]["id"])
    assert read["email"] == "ewa@example.com" and read["optedOut"] is True


def test_a_signature_made_elsewhere_opens(server, client_key):
    """As a client in another language makes it, with requestTime as text and members that mean nothing here."""
    salt = "0a1b2c3d"
    signature = hashlib.sha1(f"{salt}{client_key['clientID']}{client_key['secret']}".encode()).hexdigest()
    body = {
        "clientId": client_key["clientID"], "apiKey": salt, "sha": signature, "requestTime": "1795234215",
        "owner": OWNER, "async": False, "email": "till@example.com", "contact": {"email": "till@example.com"},
    }
    url = f"{server.url}/api/contact"
    assert requests.post(f"{url}/upsert", json=body, timeout=30).json()["success"]
    coupon = requests.post(f"{url}/addContactCoupon", json={**body, "name": "TILL", "length": 12}, timeout=30).json()
    used = requests.post(f"{url}/useContactCoupon", json={**body, "coupon": coupon["coupon"]}, timeout=30)
    assert (used.status_code, used.json()) == (200, {"success": True, "message": []})
    again = requests.post(f"{url}/useContactCoupon", json={**body, "coupon": coupon["coupon"]}, timeout=30).json()
    assert not again["success"] and "used already" in again["message"][0]
