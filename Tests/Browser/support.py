"""A running Kartoteka, a real Chromium, and the watch over what a page must never do."""

import os
import re

from playwright.sync_api import expect

CHROMIUM = os.environ.get("KARTOTEKA_CHROMIUM", "/usr/bin/chromium")
PASSWORD = "four random words do"


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
