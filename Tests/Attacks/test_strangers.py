"""What strangers send: sign-ups for addresses of others, hits in the name of contacts, and too much of both."""

import re
import time
import uuid

import pytest
import requests
from running import running_server

FORM = """
name: Attack
title: Newsletter
fields:
  - email: { label: E-mail }
  - name: { label: Name }
consent: { email: Send me the newsletter. }
tags: { ATTACKED: 1 }
state: partner
overwrite: true
"""
STAMP = re.compile(r'name="stamp" value="([^"]+)"')
FORM_PATH = re.compile(r"/f/[a-z0-9]{10}")


@pytest.fixture(scope="module")
def own_server(tmp_path_factory):
    """A server of its own, as these attacks fill its limits, with the path of an overwriting form."""
    folder = tmp_path_factory.mktemp("strangers")
    with running_server(folder, contacts=50) as server:
        file = folder / "form.yaml"
        file.write_text(FORM)
        server.kartoteka("form", "import", str(file), "--activate")
        server.kartoteka("site", "add", "shop.example")
        yield server, server.url + FORM_PATH.search(server.kartoteka("form", "list"))[0]


def count(server, query):
    return int(server.kartoteka("count", query))


def submit(form, email, name="Attacker"):
    stamp = STAMP.search(requests.get(form, timeout=30).text)[1]
    time.sleep(2.1)  # The form takes nothing sooner; this is the rule under attack, and no wait for a result.
    data = {"email": email, "name": name, "consent-email": "yes", "stamp": stamp}
    return requests.post(form, data=data, headers={"Accept": "application/json"}, timeout=30)


def test_an_unconfirmed_sign_up_overwrites_nothing(own_server):
    server, form = own_server
    known = server.kartoteka("select").split()[0]
    before = count(server, f"email = {known} and state = partner")
    answers = [submit(form, known), submit(form, "nobody@unknown.example")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json(), "the answer tells who is in the base"
    assert count(server, f"email = {known} and name = Attacker") == 0
    assert count(server, f"email = {known} and tag = ATTACKED") == 0
    assert count(server, f"email = {known} and state = partner") == before
    assert count(server, "email = nobody@unknown.example and email-status = opted-out") == 1


def test_hits_give_a_bounded_number_of_points(own_server):
    server, _ = own_server
    known = server.kartoteka("select").split()[1]
    plan = "actions: [generate-urls: { url: https://shop.example/ }, set-score: 0]"
    file = server.database.removeprefix("sqlite:") + ".plan.yaml"
    with open(file, "w", encoding="utf-8") as handle:
        handle.write(f"select: {{ filter: ['email = {known}'] }}\n{plan}\n")
    server.kartoteka("run", file)
    links = server.kartoteka("documents", "save", "1")
    contact = re.search(r"smclient=([0-9a-f-]{36})", links)[1]
    with requests.Session() as session:
        for index in range(200):
            data = {"v": uuid.uuid4(), "u": uuid.uuid4(), "l": f"https://shop.example/{index}", "c": contact}
            assert session.post(server.url + "/visit", data=data, timeout=30).status_code == 204
    deadline = time.monotonic() + 60
    while count(server, f"email = {known} and score = 100") != 1:
        assert time.monotonic() < deadline, "the points of the day are not 100"
        time.sleep(0.5)
    assert count(server, f"email = {known} and score > 100") == 0


def flood(send, limit):
    """Sends until something is refused with 429; returns that answer, or nothing after `limit` requests."""
    for _ in range(limit):
        answer = send()
        if answer.status_code == 429:
            return answer
        assert answer.status_code < 500
    return None


def test_floods_are_refused_with_the_time_to_wait(own_server):
    server, form = own_server
    with requests.Session() as session:
        floods = {
            "hits": (lambda: session.post(server.url + "/visit", data={"v": "x"}, timeout=30), 20_000),
            "submissions": (lambda: session.post(form, data={}, timeout=30), 2_000),
            "confirmations": (lambda: session.post(server.url + "/f/confirm/x", timeout=30), 2_000),
            "unsubscribing": (lambda: session.post(server.url + "/m/u/x", timeout=30), 5_000),
        }
        for name, (send, limit) in floods.items():
            refused = flood(send, limit)
            assert refused is not None, f"{name}: nothing is refused"
            assert int(refused.headers["Retry-After"]) >= 1, name
    assert requests.get(server.url + "/health", timeout=30).status_code == 200
