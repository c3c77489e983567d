"""What every page shares: it opens, it can be left by the navigation, and it is not broken."""

import re

import pytest
from playwright.sync_api import expect

from support import visit

PAGES = {
    "Contact manager": "/",
    "Executions": "/executions",
    "Contacts": "/contacts",
    "Segments": "/segments",
    "Statuses": "/statuses",
    "Funnels": "/funnels",
    "Messages": "/messages",
    "Forms": "/forms",
    "Rules": "/rules",
    "Workflows": "/workflows",
    "Documents": "/documents",
    "Coupons": "/coupons",
    "Users": "/users",
    "Settings": "/settings",
}


def test_health_answers(context):
    assert context.request.get("/health").status == 200


@pytest.mark.parametrize(("name", "path"), PAGES.items(), ids=PAGES.keys())
def test_navigation_leads_to_the_page(page, name, path):
    page.goto("/segments" if path != "/segments" else "/")
    with page.expect_response(lambda response: response.url.endswith(path)) as answer:
        visit(page, name)
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
    expect(page.get_by_role("navigation").get_by_role("link", name="Contact manager", exact=True)).to_be_visible()


def test_the_bar_is_one_line(page):
    for width in [1200, 1280, 1920]:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/segments")
        page.locator(".person").evaluate("it => { it.textContent = 'Maximiliana Aleksandra von Hohenstein'; }")
        tops = page.locator("#navigation .navbar-nav > li, #theme-toggle").evaluate_all(
            "all => all.map(it => { const box = it.getBoundingClientRect(); return box.top + box.height / 2; })"
        )
        assert len(tops) == 8
        assert max(tops) - min(tops) < 2, f"the bar is not one line at {width} px: {tops}"
        assert page.locator("header").bounding_box()["height"] < 70
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_menu_works_by_keyboard(page):
    page.goto("/segments")
    menu = page.get_by_role("navigation").get_by_role("button", name="Contacts")
    entries = page.locator("#navigation .dropdown").filter(has=page.get_by_role("button", name="Contacts")).get_by_role("link")
    expect(menu).to_have_attribute("aria-current", "true")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(entries).to_have_count(0)
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(entries).to_have_text(["Contacts", "Segments", "Statuses", "Funnels"])
    expect(entries.nth(1)).to_have_attribute("aria-current", "page")
    page.keyboard.press("Escape")
    expect(entries).to_have_count(0)
    expect(menu).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(entries.first).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(entries.last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/funnels")


def test_the_navigation_opens_on_a_telephone(page):
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto("/users")
    navigation = page.locator("#navigation")
    expect(navigation).to_be_hidden()
    page.get_by_role("button", name="Show the navigation").click()
    expect(navigation).to_be_visible()
    settings = navigation.get_by_role("button", name="Settings", exact=True)
    expect(settings).to_have_class(re.compile(r"\bactive\b"))
    settings.click()
    navigation.get_by_role("link", name="Settings", exact=True).click()
    expect(page).to_have_url("/settings")
    page.get_by_role("button", name="Show the navigation").click()
    # What does not fit the screen is reached by scrolling the navigation, which stays in view.
    page.locator("#theme-toggle").scroll_into_view_if_needed()
    expect(page.locator("#theme-toggle")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_menus_open_without_scripts(browser, base_url, signed_in):
    context = browser.new_context(
        base_url=base_url, storage_state=signed_in("administrator"), java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_role("navigation").get_by_role("button", name="Automation").focus()
    page.get_by_role("navigation").get_by_role("link", name="Workflows").click()
    expect(page).to_have_url("/workflows")
    context.close()
