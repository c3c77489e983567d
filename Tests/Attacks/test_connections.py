"""Connections that are held open, half-sent requests, and requests that can be read in two ways."""

import contextlib
import os
import resource
import signal
import socket
import sqlite3
import time

import pytest
from connections import HALF_BODY, HALF_HEADER, allow_files, connections, seconds_until_closed, status
from running import running_server

SHORT = ["--header-timeout", "2", "--body-timeout", "2", "--answer-timeout", "2", "--idle-timeout", "2"]
LONG = ["--header-timeout", "600", "--body-timeout", "600", "--answer-timeout", "600", "--idle-timeout", "600"]
#: Far more than the two seconds, for a busy machine, and far less than forever.
PATIENCE = 15
STOP_SECONDS = 15


@pytest.fixture(scope="module")
def hasty(tmp_path_factory):
    """A server that waits for clients two seconds only."""
    with running_server(tmp_path_factory.mktemp("hasty"), contacts=50, options=SHORT) as server:
        yield server


@contextlib.contextmanager
def small_server(folder, *options, files=None):
    """A server with few places, which waits ten minutes for its clients."""
    with running_server(folder, contacts=50, options=[*LONG, *options], files=files) as server:
        yield server


def test_three_thousand_half_requests_leave_the_server_answering(tmp_path):
    allow_files(3500)
    with small_server(tmp_path) as server, connections(server.url) as clients:
        for number in range(3000):
            clients.connect(HALF_BODY if number % 2 else HALF_HEADER)
        assert clients.status("/health") == 200
        assert clients.status("/ready") == 200
        assert clients.status("/sign-in") == 200


def test_with_few_files_three_thousand_half_requests_leave_the_server_healthy(tmp_path):
    allow_files(3500)
    with small_server(tmp_path, files=256) as server, connections(server.url) as clients:
        for number in range(3000):
            clients.connect(HALF_BODY if number % 2 else HALF_HEADER)
        assert clients.status("/health") == 200
        assert clients.status("/ready") == 200
        assert clients.status("/sign-in") == 200
        assert "cannot be accepted" not in server.log


def test_a_full_server_answers_health_and_tells_others_to_come_back(tmp_path):
    with (
        small_server(tmp_path, "--connections", "20", "--connections-per-address", "20") as server,
        connections(server.url) as clients,
    ):
        for _ in range(20):
            clients.leave_unread()
        wait_for(lambda: clients.status("/sign-in") == 503)
        assert clients.status("/health") == 200
        answer = clients.ask(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert status(answer) == 503 and b"Retry-After: 5" in answer and b"Connection: close" in answer
        # Half-sent requests that fill the reserve give way to a whole one.
        for _ in range(100):
            clients.connect(HALF_HEADER)
        assert clients.status("/health") == 200


def test_a_connection_that_waits_gives_way_to_a_request(tmp_path):
    with small_server(tmp_path, "--connections", "20") as server, connections(server.url) as clients:
        for number in range(200):
            clients.connect(HALF_BODY if number % 2 else HALF_HEADER)
        assert clients.status("/sign-in") == 200


def test_one_address_cannot_take_every_place(tmp_path):
    with small_server(tmp_path, "--connections", "40") as server, connections(server.url) as clients:
        # A quarter of the places is for one address.
        for _ in range(10):
            clients.leave_unread()
        wait_for(lambda: clients.status("/sign-in") == 503)
        other = socket.create_connection(clients.address, timeout=20, source_address=("127.0.0.2", 0))
        clients.open.append(other)
        other.sendall(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert status(other.recv(65536)) == 200


def test_the_server_survives_that_it_has_no_files_left(tmp_path):
    allow_files(500)
    with small_server(tmp_path, "--connections-per-address", "4096") as server, connections(server.url) as clients:
        soft, hard = resource.prlimit(server.process, resource.RLIMIT_NOFILE)
        used = len(os.listdir(f"/proc/{server.process}/fd"))
        resource.prlimit(server.process, resource.RLIMIT_NOFILE, (used + 10, hard))
        for _ in range(50):
            clients.connect(HALF_BODY)
        wait_for(lambda: "cannot be accepted" in server.log)
        resource.prlimit(server.process, resource.RLIMIT_NOFILE, (soft, hard))
        wait_for(lambda: clients.status("/sign-in") == 200)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        HALF_HEADER,
        HALF_BODY,
        b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST /api/v1/count HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 1000\r\n\r\nhalf",
    ],
    ids=["nothing", "header", "body", "chunk", "keep-alive", "close"],
)
def test_a_connection_on_which_nothing_comes_is_closed(hasty, sent):
    with connections(hasty.url) as clients:
        assert seconds_until_closed(clients.connect(sent)) < PATIENCE


def test_a_header_that_comes_byte_by_byte_is_given_up(hasty):
    with connections(hasty.url) as clients:
        assert seconds_of_trickling(clients.connect(HALF_HEADER)) < PATIENCE


def test_a_body_that_comes_byte_by_byte_is_given_up(hasty):
    with connections(hasty.url) as clients:
        assert seconds_of_trickling(clients.connect(HALF_BODY)) < PATIENCE


def test_a_body_without_end_that_nobody_wants_is_given_up(hasty):
    with connections(hasty.url) as clients:
        connection = clients.connect(b"POST /api/v1/count HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert seconds_of_trickling(connection, b"4000\r\n" + b"a" * 0x4000 + b"\r\n") < PATIENCE


def test_an_answer_that_nobody_reads_is_given_up(hasty):
    with connections(hasty.url) as clients:
        before = len(os.listdir(f"/proc/{hasty.process}/fd"))
        for _ in range(20):
            clients.leave_unread()
        wait_for(lambda: len(os.listdir(f"/proc/{hasty.process}/fd")) > before + 10)
        wait_for(lambda: len(os.listdir(f"/proc/{hasty.process}/fd")) <= before + 2)


def test_a_client_that_reads_slowly_but_steadily_gets_its_answer(hasty):
    request = b"GET /assets/vendor/bootstrap.min.css HTTP/1.1\r\nHost: x\r\n"
    with connections(hasty.url) as clients:
        expected = 10 * len(clients.ask(request + b"Connection: close\r\n\r\n"))
        connection = clients.connect_small()
        connection.sendall((request + b"\r\n") * 9 + request + b"Connection: close\r\n\r\n")
        length, started = 0, time.monotonic()
        while part := connection.recv(4096):
            length += len(part)
            # Five seconds for the whole: longer than the time-out, faster than the slowest pace.
            while time.monotonic() - started < 5 * length / expected:
                time.sleep(0.01)
        assert expected - 1000 < length < expected + 1000


@pytest.mark.parametrize(
    "headers",
    [
        b"",
        b"Host: localhost\r\nHost: localhost\r\n",
        b"Host: localhost\r\nhost: evil.example\r\n",
        b"Host: localhost, evil.example\r\n",
        b"Host: localhost/x\r\n",
        b"Host: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Host: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        b"Host: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n",
        b"Host: localhost\r\nContent-Length: 0\r\nContent-Length: 0\r\n",
        b"Host: localhost\r\nContent-Length: 0, 5\r\n",
        b"Host: localhost\r\nContent-Length: +5\r\n",
        b"Host: localhost\r\nTransfer-Encoding: identity\r\n",
        b"Host: localhost\r\nTransfer-Encoding: chunked, identity\r\n",
        b"Host: localhost\r\nTransfer-Encoding: gzip, chunked\r\n",
        b"Host: localhost\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        b"Host: localhost\r\nTransfer-Encoding : chunked\r\n",
    ],
)
def test_a_request_that_can_be_read_in_two_ways_is_refused(server, headers):
    smuggled = b"0\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with connections(server.url) as clients:
        answer = clients.ask(b"POST /sign-in HTTP/1.1\r\n" + headers + b"\r\n" + smuggled)
    assert status(answer) == 400
    assert answer.count(b"HTTP/1.1 ") == 1


def test_an_old_client_needs_no_host_but_may_not_name_two(server):
    with connections(server.url) as clients:
        assert status(clients.ask(b"GET /health HTTP/1.0\r\nConnection: close\r\n\r\n")) == 200
        assert status(clients.ask(b"GET /health HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n")) == 400
        assert clients.status("/health") == 200


def test_the_end_comes_in_time_whatever_clients_do(tmp_path):
    with small_server(tmp_path) as server, connections(server.url) as clients:
        for sent in [b"", HALF_HEADER, HALF_BODY, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"]:
            for _ in range(5):
                clients.connect(sent)
        for _ in range(5):
            clients.leave_unread()
        assert clients.status("/health") == 200
        expect_end(server)


def test_the_end_comes_in_time_while_a_request_waits_for_the_database(tmp_path):
    with small_server(tmp_path) as server, connections(server.url) as clients:
        database = sqlite3.connect(server.database.removeprefix("sqlite:"), isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        form = b"email=a%40b.example&password=wrong"
        for _ in range(5):
            clients.connect(
                b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + b"Content-Length: %d\r\n\r\n" % len(form)
                + form
            )
        assert clients.status("/health") == 200
        expect_end(server)
        database.close()


def expect_end(server):
    """Tells the server to end, and expects that it does in time."""
    os.kill(server.process, signal.SIGTERM)
    started = time.monotonic()
    while is_running(server.process):
        assert time.monotonic() - started < STOP_SECONDS
        time.sleep(0.05)


def is_running(process):
    """Whether a process runs; a dead one stays in the table until its parent asks about it."""
    with open(f"/proc/{process}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0] != "Z"


def seconds_of_trickling(connection, part=b"a"):
    """How long the server takes bytes of which each comes in time."""
    started = time.monotonic()
    with contextlib.suppress(ConnectionError):
        while time.monotonic() - started < 2 * PATIENCE:
            connection.sendall(part)
            time.sleep(0.1)
            connection.settimeout(0.01)
            with contextlib.suppress(TimeoutError):
                if not connection.recv(65536):
                    break
            connection.settimeout(20)
    return time.monotonic() - started


def wait_for(condition, seconds=60):
    """Asks until the condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition never held"
        time.sleep(0.1)
