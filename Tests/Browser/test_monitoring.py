"""Monitoring: a page of a shop on another host carries the script, and a personal link is opened there."""

import contextlib
import http.server
import re
import threading

from playwright.sync_api import expect

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<script async src="{server}/static/sm.js"></script></head><body><a href="/shoes?colour=red">Shoes</a></body></html>"""


@contextlib.contextmanager
def shop(server):
    """A shop on another host, whose every page carries the script."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/favicon.ico":
                self.send_error(404)
                return
            title = "Shoes of the shop" if self.path.startswith("/shoes") else "Front of the shop"
            body = PAGE.format(title=title, server=server.url).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{web.server_port}"
    finally:
        web.shutdown()
        thread.join()
        web.server_close()


def hits(context):
    """Collects what the pages of a browser tell."""
    found = []
    context.on("request", lambda request: found.append(request) if "/visit" in request.url else None)
    return found


def eventually(page, text):
    """Looks at a card again until it says so."""
    for _ in range(40):
        if page.get_by_role("main").get_by_text(text).count() > 0:
            return
        page.wait_for_timeout(250)
        page.reload()
    expect(page.get_by_role("main").get_by_text(text).first).to_be_visible()


def test_a_personal_link_makes_a_contact_monitored(page, browser, server):
    server.kartoteka("site", "add", "localhost", "--this-host-only")
    page.goto("/contacts?q=not+monitored")
    page.locator("main table a[href^='/contacts/']").first.click()
    visits = page.get_by_role("region", name="Visits")
    expect(visits).to_contain_text("not monitored")
    link = visits.locator("code", has_text="localhost").inner_text()
    contact = re.search(r"smclient=([0-9a-f-]{36})", link).group(1)

    with shop(server) as address:
        visitor = browser.new_context()
        told = hits(visitor)
        shopper = visitor.new_page()
        with shopper.expect_request(lambda request: "/visit" in request.url):
            shopper.goto(f"{address}/?a=1&smclient={contact}#top")
        expect(shopper).to_have_url(f"{address}/?a=1#top")
        with shopper.expect_request(lambda request: "/visit" in request.url and "l=" in (request.post_data or "")):
            shopper.get_by_role("link", name="Shoes").click()
        cookies = {cookie["name"]: cookie["value"] for cookie in visitor.cookies(address)}
        assert cookies["smclient"] == contact and set(cookies) == {"smclient", "smuuid", "smvr"}
        shopper.close()
        assert all(cookies["smuuid"] in (request.post_data or "") for request in told)
        visitor.close()

    page.reload()
    eventually(page, "Shoes of the shop")
    expect(visits).to_contain_text("Front of the shop")
    expect(visits).to_contain_text("/shoes?colour=red")
    expect(visits).not_to_contain_text("a=1&smclient")
    expect(visits).to_contain_text("2 pages looked at")
    expect(page.locator(".status-line")).to_contain_text("M")
    expect(visits.get_by_role("listitem").filter(has_text="Front of the shop")).to_contain_text(re.compile(r"\d+ s"))
    visits.get_by_role("button", name="Stop monitoring").click()
    expect(page.get_by_role("status")).to_contain_text("no longer stored")
    expect(visits).to_contain_text("monitoring stopped")
    visits.get_by_role("button", name="Restore monitoring").click()
    expect(page.locator(".status-line")).to_contain_text("monitored")


def test_a_browser_that_asks_for_privacy_tells_nothing(browser, server):
    server.kartoteka("site", "add", "127.0.0.1")
    with shop(server) as address:
        context = browser.new_context()
        context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true });")
        told = hits(context)
        page = context.new_page()
        with page.expect_response(lambda answer: answer.url.endswith("/static/sm.js")):
            page.goto(f"{address}/?smclient=0190b0a0-0000-7000-8000-00000000abcd")
        expect(page).to_have_url(f"{address}/")
        page.get_by_role("link", name="Shoes").click()
        expect(page).to_have_title("Shoes of the shop")
        assert context.cookies() == [] and told == []
        context.close()
