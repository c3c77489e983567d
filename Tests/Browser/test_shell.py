"""What every page shares: it opens, it can be left by the navigation, and it is not broken."""

import pytest
from playwright.sync_api import expect

PAGES = {
    "Contact manager": "/",
    "Executions": "/executions",
    "Contacts": "/contacts",
    "Segments": "/segments",
    "Rules": "/rules",
    "Workflows": "/workflows",
}


def test_health_answers(context):
    assert context.request.get("/health").status == 200


@pytest.mark.parametrize(("name", "path"), PAGES.items(), ids=PAGES.keys())
def test_navigation_leads_to_the_page(page, name, path):
    page.goto("/segments" if path != "/segments" else "/")
    with page.expect_response(lambda response: response.url.endswith(path)) as answer:
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
    assert answer.value.status == 200
    expect(page).to_have_url(path)
    expect(page.get_by_role("main")).to_be_visible()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_has_one_heading_and_a_title(page, path):
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.title()


def test_an_unknown_address_is_answered_in_the_shell(page):
    page.watch.allow("status of 404")
    answer = page.goto("/no-such-page")
    assert answer.status == 404
    expect(page.get_by_role("navigation").get_by_role("link", name="Contacts", exact=True)).to_be_visible()
