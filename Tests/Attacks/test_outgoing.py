"""Calls that the server makes because somebody asked for them: they reach the public internet only, and tell nothing."""

import json
import socket
import sqlite3
import threading
import time

import pytest
from running import running_server

SECONDS = 60
TYPES = {
    "open": "http://127.0.0.1:{open}/hook",
    "closed": "http://127.0.0.1:{closed}/hook",
    "localhost": "http://localhost.:{open}/hook",
    "decimal": "http://2130706433:{open}/hook",
    "hexadecimal": "http://0x7f.1:{open}/hook",
    "mapped": "http://[::ffff:127.0.0.1]:{open}/hook",
    "private": "http://10.255.255.1:{open}/hook",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "unknown": "http://nowhere.invalid/hook",
}


class Listener:
    """A port of this machine that counts who comes, and answers with a redirect if it is to."""

    def __init__(self, answer=b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"):
        self.answer = answer
        self.count = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.count += 1
            with connection:
                connection.recv(65536)
                connection.sendall(self.answer)

    def close(self):
        self.socket.close()


@pytest.fixture
def listener():
    listener = Listener()
    yield listener
    listener.close()


def call(server, folder, urls):
    """Makes a contact cause a call to each address."""
    email = json.loads(server.kartoteka("select", "all", "--limit", "1", "--json"))[0]["email"]
    for name, url in urls.items():
        file = folder / f"{name}.json"
        rule = {
            "kind": "rule",
            "name": name,
            "definition": {"events": [{"external-event": name}], "yes": [{"webhook": {"url": url}}]},
        }
        file.write_text(json.dumps(rule))
        server.kartoteka("rule", "import", str(file), "--activate")
    for name in urls:
        server.kartoteka("event", "record", "--email", email, "--type", name)


def problems(server, count):
    """What is said of the calls, once there are so many that failed."""
    deadline = time.monotonic() + SECONDS
    while True:
        with sqlite3.connect(f"file:{server.database.removeprefix('sqlite:')}?mode=ro", uri=True) as database:
            found = database.execute("SELECT problem FROM webhook_call WHERE problem IS NOT NULL").fetchall()
        if len(found) >= count:
            return [problem for (problem,) in found]
        assert time.monotonic() < deadline, f"{len(found)} of {count} calls failed; the log:\n{server.log[-4000:]}"
        time.sleep(0.2)


def test_a_webhook_reaches_no_machine_inside_and_tells_nothing_of_it(tmp_path, listener):
    closed = socket.create_server(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    urls = {name: url.format(open=listener.port, closed=port) for name, url in TYPES.items()}
    with running_server(tmp_path, contacts=5, environment={"KARTOTEKA_ALLOW_OUTGOING": ""}) as server:
        call(server, tmp_path, urls)
        said = problems(server, len(urls))
        assert {problem.removeprefix(url) for url in urls.values() for problem in said if problem.startswith(url)} == {
            " cannot be reached: the server's log says why"
        }
        assert listener.count == 0
        assert f"KARTOTEKA_ALLOW_OUTGOING=127.0.0.1:{listener.port}" in server.log
        assert "KARTOTEKA_ALLOW_OUTGOING=169.254.169.254:80" in server.log


def test_what_the_operator_allows_is_called_without_proxy_or_redirect(tmp_path, listener):
    target = Listener()
    moved = f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{target.port}/\r\nContent-Length: 0\r\n\r\n".encode()
    redirecting = Listener(moved)
    environment = {
        "KARTOTEKA_ALLOW_OUTGOING": f"127.0.0.1:{redirecting.port},127.0.0.1:{target.port}",
        "http_proxy": f"http://127.0.0.1:{listener.port}",
        "HTTP_PROXY": f"http://127.0.0.1:{listener.port}",
        "ALL_PROXY": f"http://127.0.0.1:{listener.port}",
    }
    try:
        with running_server(tmp_path, contacts=5, environment=environment) as server:
            call(server, tmp_path, {"moved": f"http://127.0.0.1:{redirecting.port}/hook"})
            deadline = time.monotonic() + SECONDS
            while redirecting.count == 0:
                assert time.monotonic() < deadline, server.log[-4000:]
                time.sleep(0.1)
            # The one that is called last is called after the redirect was answered.
            call(server, tmp_path, {"after": f"http://127.0.0.1:{redirecting.port}/hook"})
            while redirecting.count < 2:
                assert time.monotonic() < deadline, server.log[-4000:]
                time.sleep(0.1)
            assert target.count == 0 and listener.count == 0
    finally:
        target.close()
        redirecting.close()


def test_an_allow_list_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(RuntimeError, match='KARTOTEKA_ALLOW_OUTGOING has "10.0.0.0/99"'):
        with running_server(tmp_path, contacts=5, environment={"KARTOTEKA_ALLOW_OUTGOING": "10.0.0.0/99"}):
            pass
