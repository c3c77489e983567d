"""A second factor: added on the account, asked for at sign-in, replaced by a recovery code, required of a role."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from playwright.sync_api import expect

from support import PASSWORD, Watch, choose_password

STEP_SECONDS = 30
PATIENCE_SECONDS = 40


def code_at(secret, step):
    """The code of a step (RFC 6238), as an authenticator app makes it."""
    key = base64.b32decode(secret.replace(" ", ""))
    mac = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class App:
    """An authenticator app, which never shows a code that was used."""

    def __init__(self, secret):
        self.secret = secret
        self._used = 0

    def code(self):
        """The next code: the server takes one of the step to come, too."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            step = max(int(time.time()) // STEP_SECONDS, self._used + 1)
            if step <= int(time.time()) // STEP_SECONDS + 1:
                self._used = step
                return code_at(self.secret, step)
            assert time.monotonic() < deadline
            time.sleep(0.2)


@pytest.fixture
def fresh(browser, base_url):
    """Makes pages in browsers that know nobody yet."""
    contexts = []

    def page():
        context = browser.new_context(base_url=base_url, locale="en-GB", timezone_id="UTC")
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page, base_url)
        return page

    yield page
    problems = [it for context in contexts for page in context.pages for it in page.watch.problems]
    for context in contexts:
        context.close()
    assert not problems


def sign_in(page, email, password=PASSWORD):
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page):
    page.get_by_role("button", name="Sign out", exact=True).click()


def add_second_factor(page):
    """Adds a second factor on the page that is open; returns the app and the recovery codes."""
    app = App(page.get_by_label("Secret").input_value())
    expect(page.get_by_role("img", name="QR code for the app")).to_be_visible()
    page.get_by_label("Code", exact=True).fill(app.code())
    page.get_by_label("Present password").fill(PASSWORD)
    page.get_by_role("button", name="Add the second factor").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    codes = page.locator("#recovery-codes li").all_inner_texts()
    assert len(codes) == 10 and all(re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}", it) for it in codes)
    return app, codes


def enter_code(page, code):
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Sign in").click()


def test_a_user_adds_a_second_factor_and_signs_in_with_it(page, server, fresh):
    email = "factor@team.example"
    mine = fresh()
    mine.watch.allow("status of 422")
    mine.goto(server.add_user("viewer", email))
    choose_password(mine)
    mine.goto("/account")
    mine.get_by_role("link", name="Add a second factor").click()
    mine.get_by_label("Code", exact=True).fill("000000")
    mine.get_by_label("Present password").fill(PASSWORD)
    mine.get_by_role("button", name="Add the second factor").click()
    expect(mine.get_by_label("Code", exact=True)).to_have_attribute("aria-invalid", "true")
    app, codes = add_second_factor(mine)
    mine.get_by_role("link", name="I have kept them").click()
    expect(mine.locator("#second-factor")).to_contain_text("10 recovery codes left")
    assert codes[0] not in mine.content()

    other = fresh()
    other.watch.allow("status of 422")
    sign_in(other, email)
    expect(other.get_by_role("heading", name="Second factor")).to_be_visible()
    expect(other.get_by_role("button", name="Sign out")).to_have_count(0)
    other.goto("/contacts")
    expect(other).to_have_url(re.compile("/sign-in"))
    sign_in(other, email)
    enter_code(other, "000000")
    expect(other.get_by_role("alert")).to_contain_text("not the code")
    enter_code(other, app.code())
    sign_out(other)
    sign_in(other, email)
    enter_code(other, codes[4].upper().replace("-", " "))
    expect(other.get_by_role("alert")).to_contain_text("9 are left")
    sign_out(other)
    sign_in(other, email)
    enter_code(other, codes[4])
    expect(other.get_by_role("alert")).to_contain_text("not the code")

    # An administrator removes it, and the password is enough again.
    page.goto("/users")
    page.get_by_role("link", name=email).click()
    page.get_by_role("button", name="Remove the second factor").click()
    expect(page.get_by_text(f"The second factor of {email} is removed")).to_be_visible()
    sign_in(other, email)
    other.get_by_role("button", name="Sign out").wait_for()


def test_recovery_codes_are_renewed_and_the_second_factor_removed_with_the_password(server, fresh):
    email = "renewing@team.example"
    mine = fresh()
    mine.goto(server.add_user("viewer", email))
    choose_password(mine)
    mine.goto("/account/second-factor")
    _, codes = add_second_factor(mine)
    mine.goto("/account")
    part = mine.locator("#second-factor")
    part.get_by_label("Present password").fill("wrong")
    part.get_by_role("button", name="Renew the recovery codes").click()
    expect(mine.get_by_role("alert")).to_contain_text("not your present password")
    part.get_by_label("Present password").fill(PASSWORD)
    part.get_by_role("button", name="Renew the recovery codes").click()
    renewed = mine.locator("#recovery-codes li").all_inner_texts()
    assert len(renewed) == 10 and not set(renewed) & set(codes)
    mine.goto("/account")
    part.get_by_label("Present password").fill(PASSWORD)
    part.get_by_role("button", name="Remove the second factor").click()
    expect(part.get_by_role("link", name="Add a second factor")).to_be_visible()


def test_a_role_that_needs_one_adds_it_before_anything_else(page, server, fresh):
    """By keyboard, on the side of the administrator."""
    email = "required@team.example"
    theirs = fresh()
    theirs.goto(server.add_user("marketer", email))
    choose_password(theirs)
    token = server.kartoteka("key", "make", "Till", "--user", email).strip().split(" ")[-1]
    page.goto("/settings#second-factor")
    page.get_by_role("group", name="Roles that need a second factor").get_by_label("marketer").focus()
    page.keyboard.press("Space")
    page.locator("#second-factor").get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    try:
        for path in ("/", "/contacts", "/account", "/keys", "/messages"):
            theirs.goto(path)
            expect(theirs).to_have_url(re.compile("/account/second-factor$"))
        expect(theirs.get_by_text("Your role needs a second factor")).to_be_visible()
        expect(theirs.locator("#navigation .nav-item")).to_have_count(0)
        answer = theirs.request.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert answer.status == 200, "keys go on"
        add_second_factor(theirs)
        theirs.goto("/contacts")
        expect(theirs).to_have_url(re.compile("/contacts$"))
    finally:
        server.kartoteka("user", "require-second-factor", "--off")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_fit_the_screen(server, fresh, width):
    mine = fresh()
    mine.goto(server.add_user("viewer", f"a-user-with-a-long-address-{width}@department.team.example"))
    choose_password(mine)
    mine.set_viewport_size({"width": width, "height": 900})
    for path in ("/account/second-factor", "/account"):
        mine.goto(path)
        assert mine.evaluate("document.documentElement.scrollWidth") <= width
    mine.goto("/account/second-factor")
    add_second_factor(mine)
    assert mine.evaluate("document.documentElement.scrollWidth") <= width
