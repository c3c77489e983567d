"""Documents: a site is added, links are generated for a group, downloaded and deleted."""

import re

from playwright.sync_api import expect

from support import visit

LINK = re.compile(r"https://browser\.example/sale\?from=test&smclient=[0-9a-f-]{36}#top")


def test_links_are_generated_downloaded_and_deleted(page):
    page.goto("/")
    visit(page, "Settings")
    page.get_by_label("Site", exact=True).fill("browser.example")
    page.get_by_role("button", name="Add site").click()
    expect(page.get_by_role("status")).to_contain_text("The site browser.example is monitored.")

    page.goto("/")
    page.get_by_label("Score from").fill("40")
    page.get_by_label("Add an action").select_option(label="Generate personal links")
    page.get_by_role("button", name="Add action").click()
    row = page.get_by_role("group", name="Generate personal links")
    row.get_by_label("Page to which the links lead").fill("https://elsewhere.example/")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("lies on no monitored site")
    row.get_by_label("Page to which the links lead").fill("https://browser.example/sale?from=test#top")
    row.get_by_label("Private: only I see the document").check()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text(re.compile(r"\d+ links in 1 file"))
    page.locator("#execute-button").click()
    page.wait_for_url(re.compile(r"/executions/\d+$"))
    expect(page.get_by_text("finished", exact=True)).to_be_visible(timeout=60_000)

    visit(page, "Documents")
    document = page.get_by_role("article").filter(has_text="browser.example")
    expect(document).to_contain_text("private, only you see it")
    with page.expect_download() as download:
        document.get_by_role("link", name=re.compile("Download file 1 of")).click()
    header, *lines = download.value.path().read_text().splitlines()
    assert header == "email;url" and lines
    for line in lines:
        email, url = line.split(";")
        assert "@" in email and LINK.fullmatch(url), line
    assert len({line.split(";")[1] for line in lines}) == len(lines)
    document.get_by_role("button", name=re.compile("Delete")).click()
    expect(page.get_by_role("status")).to_contain_text("deleted")
    expect(page.get_by_role("article").filter(has_text="browser.example")).to_have_count(0)
