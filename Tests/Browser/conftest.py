"""Fixtures: one server and one Chromium for the whole run, a fresh page for each test."""

import contextlib

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from running import ROOT, running_server
from support import Watch, choose_password, create_administrator, launch_chromium

FAILURES = ROOT / ".cache/browser-failures"
TIMEOUT_MILLISECONDS = 10_000


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="session")
def base_url(server):
    return server.url


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = launch_chromium(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def signed_in(browser, server):
    """The cookies of a user of a role, who signs in once for all the tests."""
    states = {}

    def state(role):
        if role not in states:
            context = browser.new_context(base_url=server.url)
            page = context.new_page()
            if role == "administrator":
                create_administrator(page, server)
            else:
                page.goto(server.add_user(role, f"{role}@team.example"))
                choose_password(page)
            states[role] = context.storage_state()
            context.close()
        return states[role]

    state("administrator")  # Whoever comes first is the administrator.
    return state


@pytest.fixture
def role():
    """As whom a test is signed in; a test replaces it by a parameter, and None is nobody."""
    return "administrator"


@pytest.fixture
def context(browser, base_url, signed_in, role):
    state = signed_in(role) if role else None
    context = browser.new_context(base_url=base_url, locale="en-GB", timezone_id="UTC", storage_state=state)
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    yield context
    context.close()


@pytest.fixture
def page(context, base_url):
    """An empty page; paths such as `page.goto("/contacts")` are the server's. `page.watch` is its `Watch`."""
    page = context.new_page()
    page.watch = Watch(page, base_url)
    return page


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Fails a test whose page did what no page may do, and keeps a picture of the page of a failed test."""
    page = item.funcargs.get("page")
    try:
        result = yield
        if page is not None and not page.is_closed():
            page.evaluate("0")  # What the browser reported before this answer has arrived by now.
        if page is not None and page.watch.problems:
            pytest.fail("the page did what no page may do:\n" + "\n".join(page.watch.problems), pytrace=False)
        return result
    except (Exception, pytest.fail.Exception):
        # A page that crashed has no picture; the test's own words matter more than that.
        with contextlib.suppress(PlaywrightError):
            if page is not None:
                page.screenshot(path=FAILURES / f"{item.name.replace('/', '_')}.png", full_page=True)
        raise
