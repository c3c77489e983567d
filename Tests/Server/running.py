"""A running Kartoteka on a database of its own, for tests that come from outside."""

import contextlib
import os
import queue
import re
import resource
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("KARTOTEKA_BINARY", ROOT / ".build/debug/kartoteka"))
LISTENS = re.compile(r"kartoteka listens on (http://127\.0\.0\.1:\d+)")
CREATES_ADMINISTRATOR = re.compile(r"The link to create the administrator .* is in (\S+)")
LINK = re.compile(r"/welcome/[\w-]+")
START_SECONDS = 60
STOP_SECONDS = 10


@dataclass
class Server:
    """A server that runs, and the command line on its database."""

    url: str
    database: str
    #: The path at which the first administrator is created.
    administrator_path: str
    #: The number of its process.
    process: int
    #: Where it writes what it has to tell the operator.
    log_file: Path

    @property
    def log(self):
        """What it has told the operator so far."""
        return self.log_file.read_text()

    def kartoteka(self, *arguments):
        """Runs a command and returns what it says."""
        command = [BINARY, *arguments, "--database", self.database]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def add_user(self, role, email):
        """Adds a user and returns the path at which the password is chosen."""
        return LINK.search(self.kartoteka("user", "add", email, "--role", role))[0]

    def reset(self, email):
        """Makes a link for a new password and returns its path."""
        return LINK.search(self.kartoteka("user", "reset", email))[0]


@contextlib.contextmanager
def running_server(folder, contacts=2000, seed=7, options=(), environment=None, files=None):
    """Generates a database of made-up contacts in `folder`, serves it, and yields the `Server`.

    `options` and `environment` are added to the command; `files` is the most that the server may have open.
    It may call servers of the tests on 127.0.0.1, unless `environment` says otherwise.
    """
    if not BINARY.exists():
        raise RuntimeError(f"{BINARY} is missing: run `swift build`, or set KARTOTEKA_BINARY")
    database = f"sqlite:{Path(folder) / 'kartoteka.db'}"
    subprocess.run(
        [BINARY, "generate", "--contacts", str(contacts), "--seed", str(seed), "--database", database],
        check=True,
    )
    log = Path(folder) / "server.log"
    with log.open("wb") as errors:
        server = subprocess.Popen(
            [
                *[BINARY, "serve", "--database", database, "--hostname", "127.0.0.1", "--port", "0"],
                *["--administrator-link-file", str(Path(folder) / "administrator-link"), *options],
            ],
            env={"KARTOTEKA_ALLOW_OUTGOING": "127.0.0.1", **os.environ, **(environment or {})},
            preexec_fn=files and (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        url, link_file = _announced(server, log)
        yield Server(url, database, LINK.search(Path(link_file).read_text())[0], server.pid, log)
    finally:
        _stop(server)


def _announced(server, log):
    """The server's address and the file with the first link, both of which it prints."""
    answers = queue.Queue()

    def read():
        found = {}
        # Reads on after both, since a full pipe would stop the server.
        for line in server.stdout:
            for pattern in (LISTENS, CREATES_ADMINISTRATOR):
                if match := pattern.search(line):
                    found[pattern] = match[1]
            if len(found) == 2:
                answers.put((found[LISTENS], found[CREATES_ADMINISTRATOR]))
        answers.put(None)

    threading.Thread(target=read, daemon=True).start()
    try:
        announced = answers.get(timeout=START_SECONDS)
    except queue.Empty:
        announced = None
    if announced is None:
        raise RuntimeError(f"the server did not say where it listens; its log:\n{log.read_text()[-4000:]}")
    return announced


def _stop(server):
    server.terminate()
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
