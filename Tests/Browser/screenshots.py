"""Takes the pictures of the main pages, light and dark, for the documentation."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "Server"))

from running import ROOT, running_server  # noqa: E402
from support import Watch, create_administrator, launch_chromium  # noqa: E402

FOLDER = ROOT / "docs/screenshots"
PAGES = {
    "contact-manager": "/",
    "executions": "/executions",
    "contacts": "/contacts",
    "segments": "/segments",
    "rules": "/rules",
    "workflows": "/workflows",
    "users": "/users",
    "account": "/account",
}
SIZE = {"width": 1280, "height": 900}


def take_pictures(browser, base_url, state, scheme):
    context = browser.new_context(
        base_url=base_url, storage_state=state, viewport=SIZE, color_scheme=scheme, locale="en-GB"
    )
    page = context.new_page()
    watch = Watch(page, base_url)
    for name, path in {**PAGES, "card": first_card(page)}.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{name}-{scheme}.png")
        print(f"docs/screenshots/{name}-{scheme}.png")
    context.close()
    if watch.problems:
        raise SystemExit("\n".join(watch.problems))


def first_card(page):
    page.goto("/contacts")
    return page.locator("main table a[href^='/contacts/']").first.get_attribute("href")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(folder) as server,
        sync_playwright() as playwright,
    ):
        browser = launch_chromium(playwright)
        context = browser.new_context(base_url=server.url)
        create_administrator(context.new_page(), server)
        state = context.storage_state()
        context.close()
        for scheme in ("light", "dark"):
            take_pictures(browser, server.url, state, scheme)
        browser.close()


if __name__ == "__main__":
    main()
