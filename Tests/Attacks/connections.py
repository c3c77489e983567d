"""Raw connections to a running server: requests that a well-behaved client cannot make."""

import contextlib
import re
import resource
import socket
import time
from urllib.parse import urlsplit

import pytest

HALF_HEADER = b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
HALF_BODY = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf"


def allow_files(wanted):
    """Raises how many files this process may have open, or skips the test where that is impossible."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip(f"this machine allows no {wanted} open files")
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Connections:
    """Many connections to one server, closed at the end."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.address = (parts.hostname, parts.port)
        self.open = []

    def connect(self, sent=b""):
        """Opens a connection and sends bytes; they may meet a connection that the server has given up."""
        connection = socket.create_connection(self.address, timeout=20)
        self.open.append(connection)
        with contextlib.suppress(ConnectionError):
            connection.sendall(sent)
        return connection

    def ask(self, sent):
        """Sends bytes on a connection of their own and returns everything that is answered until it is closed."""
        return read_to_end(self.connect(sent))

    def connect_small(self):
        """Opens a connection whose own buffer takes little."""
        connection = socket.socket()
        self.open.append(connection)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(20)
        connection.connect(self.address)
        return connection

    def leave_unread(self):
        """Asks for more than the buffers of both sides hold, and does not read it."""
        connection = self.connect_small()
        connection.sendall(b"GET /assets/vendor/bootstrap.min.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * 10)
        # From the first byte on the server is at work for it, and does not wait for it any more.
        connection.recv(1)

    def status(self, path, host="Host: localhost\r\n"):
        """The status of the answer to a plain request."""
        return status(self.ask(f"GET {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n".encode()))

    def close(self):
        for connection in self.open:
            connection.close()


@contextlib.contextmanager
def connections(url):
    opened = Connections(url)
    try:
        yield opened
    finally:
        opened.close()


def read_to_end(connection):
    answer = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65536):
            answer += part
    return answer


def status(answer):
    """The status of the first answer; None where there is none."""
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    return int(found[1]) if found else None


def seconds_until_closed(connection):
    """How long the server keeps a connection on which nothing happens."""
    started = time.monotonic()
    read_to_end(connection)
    return time.monotonic() - started
