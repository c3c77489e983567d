"""A running Kartoteka, a real Chromium, and the watch over what a page must never do."""

import contextlib
import os
import queue
import re
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("KARTOTEKA_BINARY", ROOT / ".build/debug/kartoteka"))
CHROMIUM = os.environ.get("KARTOTEKA_CHROMIUM", "/usr/bin/chromium")
LISTENS = re.compile(r"kartoteka listens on (http://127\.0\.0\.1:\d+)")
CREATES_ADMINISTRATOR = re.compile(r"Create the administrator here .*?(/welcome/\S+)")
LINK = re.compile(r"/welcome/[\w-]+")
PASSWORD = "four random words do"
START_SECONDS = 60
STOP_SECONDS = 10


@dataclass
class Server:
    """A server that runs, and the command line on its database."""

    url: str
    database: str
    #: The path at which the first administrator is created.
    administrator_path: str

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
def running_server(folder, contacts=2000, seed=7):
    """Generates a database of made-up contacts in `folder`, serves it, and yields the `Server`."""
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
        url, path = _announced(server, log)
        yield Server(url, database, path)
    finally:
        _stop(server)


def _announced(server, log):
    """The server's address and the path of the first link, both of which it prints."""
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


def create_administrator(page, server, email="admin@team.example"):
    """Creates the first administrator, who is signed in in this browser afterwards."""
    page.goto(server.administrator_path)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Name").fill("Ada Admin")
    choose_password(page, "Create the administrator")


def choose_password(page, button="Set the password", password=PASSWORD):
    page.get_by_label("New password").fill(password)
    page.get_by_label("The same again").fill(password)
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name="Sign out").wait_for()


def visit(page, area):
    """Goes to an area by the navigation, through the menu in which it lies."""
    link = page.locator("a").filter(has_text=re.compile(rf"^\s*{re.escape(area)}\s*$"))
    place = page.locator("#navigation li.nav-item").filter(has=link)
    if "dropdown" in place.get_attribute("class"):
        place.get_by_role("button").click()
    place.get_by_role("link", name=area, exact=True).click()


def choose(page, box, typed):
    """Takes an entry of a list that can be searched by typing its name."""
    box.focus()
    box.press_sequentially(typed)
    expect(page.locator(".ts-dropdown .option.active")).to_contain_text(typed)
    box.press("Enter")


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
