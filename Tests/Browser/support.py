"""A running Kartoteka, a real Chromium, and the watch over what a page must never do."""

import contextlib
import os
import queue
import re
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("KARTOTEKA_BINARY", ROOT / ".build/debug/kartoteka"))
CHROMIUM = os.environ.get("KARTOTEKA_CHROMIUM", "/usr/bin/chromium")
LISTENS = re.compile(r"kartoteka listens on (http://127\.0\.0\.1:\d+)")
START_SECONDS = 60
STOP_SECONDS = 10


@contextlib.contextmanager
def running_server(folder, contacts=2000, seed=7):
    """Generates a database of made-up contacts in `folder`, serves it, and yields the server's address."""
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
            [BINARY, "serve", "--database", database, "--hostname", "127.0.0.1", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        yield _address(server, log)
    finally:
        _stop(server)


def _address(server, log):
    answers = queue.Queue()

    def read():
        # Reads on after the address, since a full pipe would stop the server.
        for line in server.stdout:
            if match := LISTENS.search(line):
                answers.put(match[1])
        answers.put(None)

    threading.Thread(target=read, daemon=True).start()
    try:
        address = answers.get(timeout=START_SECONDS)
    except queue.Empty:
        address = None
    if address is None:
        raise RuntimeError(f"the server did not say where it listens; its log:\n{log.read_text()[-4000:]}")
    return address


def _stop(server):
    server.terminate()
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def launch_chromium(playwright):
    """Debian's Chromium; without its sandbox, which needs rights that a container does not give."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


class Watch:
    """Collects what a page must never do: script and policy errors, HTTP 5xx, requests to elsewhere."""

    def __init__(self, page, base_url):
        self._found = []
        self._allowed = []
        # A violation of the content security policy is an error line in the console as well.
        page.on("console", lambda message: message.type == "error" and self._note("console", message.text))
        page.on("pageerror", lambda error: self._note("script", error.stack or error.message))
        page.on("crash", lambda _: self._note("page", "crashed"))
        page.on("response", lambda it: it.status >= 500 and self._note("server", f"{it.status} at {it.url}"))
        page.on("request", lambda it: self._is_elsewhere(it.url, base_url) and self._note("request", it.url))

    def allow(self, pattern):
        """Tolerates, in this test, what matches a regular expression, such as `status of 404`."""
        self._allowed.append(re.compile(pattern))

    @property
    def problems(self):
        return [it for it in self._found if not any(pattern.search(it) for pattern in self._allowed)]

    def _note(self, kind, words):
        self._found.append(f"{kind}: {words}")

    @staticmethod
    def _is_elsewhere(url, base_url):
        return not url.startswith((base_url + "/", "data:", "blob:", "about:"))
