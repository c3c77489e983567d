"""Forms: built with a preview, filled in by somebody who is signed in nowhere, here and on another site."""

import http.server
import json
import re
import subprocess
import threading
import time

import pytest
from playwright.sync_api import expect

from running import ROOT
from support import Watch, visit

MAIL_SECONDS = 30

NARROW = {"width": 390, "height": 844}


def build(page, name):
    page.goto("/")
    visit(page, "Forms")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", name=name, exact=True).first).to_be_visible()


def save_and_activate(page):
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("Saved as version 2.")).to_be_visible()
    page.get_by_role("button", name="Activate", exact=True).click()
    expect(page.locator("#state")).to_have_text("active")


@pytest.fixture
def stranger(browser, base_url):
    """A page of somebody who is signed in nowhere."""
    context = browser.new_context(base_url=base_url, color_scheme="dark", viewport=NARROW)
    page = context.new_page()
    page.watch = Watch(page, base_url)
    yield page
    assert not page.watch.problems, page.watch.problems
    context.close()


@pytest.fixture(scope="session")
def mail_server(tmp_path_factory):
    """A mail server for all tests: its folder, its port, and whether the program has an account there."""
    requirements = "Tests/Mail/requirements.txt"
    made = subprocess.run(
        [ROOT / "scripts/python-environment", requirements], cwd=ROOT, check=True, capture_output=True, text=True
    )
    folder = tmp_path_factory.mktemp("mail")
    command = [made.stdout.strip(), ROOT / "Tests/Mail/server.py", "--folder", folder]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield {"folder": folder, "port": server.stdout.readline().strip(), "has account": False}
    server.stdin.close()
    server.wait(timeout=10)


@pytest.fixture
def mail(page, mail_server):
    """Waits for a message; the program sends through the mail server of the tests."""
    # Messages leave through the first account, so that there is one only.
    if not mail_server["has account"]:
        port = mail_server["port"]
        account = {"kind": "email", "name": f"Mail {port}", "host": "127.0.0.1", "port": port, "security": "none"}
        page.goto("/")  # The session's cookie goes along with a request of the page's own only.
        answer = page.request.post(
            "/messages/accounts",
            form={**account, "from": "shop@news.example", "connections": "1"},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert answer.ok, answer.text()
        mail_server["has account"] = True

    def wait(email):
        """The text of the message to somebody."""
        deadline = time.monotonic() + MAIL_SECONDS
        while time.monotonic() < deadline:
            file = mail_server["folder"] / "messages"
            found = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
            for message in found:
                if message["recipient"] == email:
                    return message["text"]
            time.sleep(0.1)
        raise AssertionError(f"no mail for {email}")

    return wait


def card_of(page, email):
    page.goto(f"/contacts?q={email}")
    page.get_by_role("link", name=email).first.click()


def test_a_form_is_built_and_somebody_signs_up_and_confirms(page, stranger, mail):
    build(page, "Browser news")
    expect(page.locator("#preview")).to_contain_text("Sign up")
    page.get_by_label("Title", exact=True).fill("News from the shop")
    page.get_by_label("Tags, one on each line").fill("BROWSERNEWS: 2")
    page.get_by_label("Add a field").select_option(label="Standard detail: choice")
    page.get_by_role("button", name="Add field").click()
    row = page.get_by_role("group", name="Standard detail: choice")
    row.get_by_label("Label").fill("Size of your shoes")
    row.get_by_label("Name of the detail").fill("browser_size")
    row.get_by_label("Options").fill("41\n42")
    expect(page.locator("#preview")).to_contain_text("Size of your shoes")
    save_and_activate(page)

    stranger.goto(page.locator("main a[href*='/f/']").get_attribute("href"))
    expect(stranger.get_by_role("heading", name="News from the shop")).to_be_visible()
    assert stranger.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    assert stranger.evaluate("document.documentElement.scrollWidth <= innerWidth")
    stranger.get_by_role("textbox", name="E-mail").fill("ola@browser.example")
    stranger.get_by_role("textbox", name="Name").fill("Ola")
    stranger.get_by_label("Size of your shoes").select_option("42")
    stranger.get_by_label("Please send me e-mails").check()
    # Quicker than any person types: the page waits by itself.
    stranger.get_by_role("button", name="Sign up").click()
    expect(stranger.get_by_text("please look into your mailbox")).to_be_visible()
    assert stranger.context.cookies() == []

    card_of(page, "ola@browser.example")
    main = page.get_by_role("main")
    for text in ("BROWSERNEWS", "browser_size", "opted out", "Form submitted"):
        expect(main).to_contain_text(text)
    page.goto("/forms")
    expect(page.locator("[data-form]").filter(has_text="Browser news")).to_contain_text("1 submitted, 0 confirmed")

    link = re.search(r"http://\S+/f/confirm/\S+", mail("ola@browser.example"))[0]
    stranger.goto(link)
    expect(stranger.get_by_role("heading", name="Please confirm")).to_be_visible()
    card_of(page, "ola@browser.example")
    expect(page.get_by_role("main")).to_contain_text("opted out")
    stranger.get_by_role("button", name="Confirm").click()
    expect(stranger.get_by_text("Thank you, you have confirmed.")).to_be_visible()
    page.reload()
    main = page.get_by_role("main")
    for text in ("opted in", "consented", "Please send me e-mails", "confirmation link of the form"):
        expect(main).to_contain_text(text)
    messages = page.get_by_role("region", name="Messages")
    expect(messages.get_by_role("listitem")).to_have_count(1)
    expect(messages).to_contain_text("E-mail: Sign-up confirmation")
    expect(messages.get_by_text("sent", exact=True)).to_be_visible()
    page.goto("/forms")
    expect(page.locator("[data-form]").filter(has_text="Browser news")).to_contain_text("1 submitted, 1 confirmed")


def test_a_stranger_changes_nothing_of_a_contact_before_its_link(page, stranger, mail):
    email = "known@browser.example"
    page.goto("/contacts/new")
    page.get_by_label("E-mail").first.fill(email)
    page.get_by_label("Name", exact=True).fill("Known before")
    page.get_by_role("button", name="Add contact").click()
    build(page, "Stranger news")
    page.get_by_label("Replace what is known of a contact").check()
    page.get_by_label("Tags, one on each line").fill("STRANGERNEWS: 2")
    save_and_activate(page)

    stranger.goto(page.locator("main a[href*='/f/']").get_attribute("href"))
    stranger.get_by_role("textbox", name="E-mail").fill(email)
    stranger.get_by_role("textbox", name="Name").fill("Changed by the form")
    stranger.get_by_role("button", name="Sign up").click()
    expect(stranger.get_by_text("please look into your mailbox")).to_be_visible()
    card_of(page, email)
    expect(page.get_by_role("main")).to_contain_text("Known before")
    expect(page.get_by_role("main")).not_to_contain_text("STRANGERNEWS")

    stranger.goto(re.search(r"http://\S+/f/confirm/\S+", mail(email))[0])
    stranger.get_by_role("button", name="Confirm").click()
    expect(stranger.get_by_text("Thank you, you have confirmed.")).to_be_visible()
    card_of(page, email)
    for text in ("Changed by the form", "STRANGERNEWS", "Form submitted"):
        expect(page.get_by_role("main")).to_contain_text(text)


@pytest.fixture
def other_site():
    """Another site, whose one page is `other_site.html`; without its script at `/plain`."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.server.html if self.path == "/" else re.sub(r"<script.*</script>", "", self.server.html)
            self.send_response(200 if self.path in ("/", "/plain") else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if self.path in ("/", "/plain"):
                self.wfile.write(("<!doctype html><title>Shop</title>" + body).encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.html = ""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def test_a_form_works_on_another_site_with_and_without_its_script(page, browser, other_site):
    build(page, "Embedded news")
    page.get_by_label("Title", exact=True).fill("Embedded news")
    page.get_by_label("Introduction").fill("Once a month.")
    save_and_activate(page)
    page.get_by_text("Put it on another site").click()
    other_site.html = page.locator("#snippet").input_value()
    context = browser.new_context()
    shop = context.new_page()
    errors = []
    shop.on("pageerror", lambda error: errors.append(error.message))
    shop.on("console", lambda message: message.type == "error" and errors.append(message.text))
    home = f"http://127.0.0.1:{other_site.server_address[1]}"

    shop.goto(f"{home}/")
    shop.get_by_role("textbox", name="E-mail").fill("ola@embedded.example")
    shop.get_by_role("textbox", name="Name").fill("Ola")
    shop.get_by_label("Please send me e-mails").check()
    shop.get_by_role("button", name="Sign up").click()
    expect(shop.get_by_role("status")).to_contain_text("please look into your mailbox")
    assert shop.url == f"{home}/"

    shop.goto(f"{home}/plain")
    shop.get_by_role("textbox", name="E-mail").fill("jan@embedded.example")
    shop.get_by_label("Please send me e-mails").check()
    shop.get_by_role("button", name="Sign up").click()
    expect(shop.get_by_text("Please look over your answers")).to_be_visible()
    expect(shop.get_by_role("textbox", name="E-mail")).to_have_value("jan@embedded.example")
    expect(shop.get_by_label("Please send me e-mails")).to_be_checked()
    shop.get_by_role("button", name="Sign up").click()
    expect(shop.get_by_text("please look into your mailbox")).to_be_visible()
    assert not errors, errors
    context.close()
    for email in ("ola@embedded.example", "jan@embedded.example"):
        card_of(page, email)
        expect(page.get_by_role("main")).to_contain_text("Form submitted")
