"""People: how they come in, what each role sees of the base, and what one does for the other."""

import re

import pytest
from playwright.sync_api import expect

from support import PASSWORD, choose_password

ALL_SEE = ["Contacts", "Segments", "Statuses", "Funnels"]
AUTOMATION = ["Rules", "Workflows"]
FILES = ["Documents", "Coupons"]
ROLES = {
    "administrator": ["Contact manager", "Executions", *ALL_SEE, "Messages", "Forms", *AUTOMATION, *FILES, "Users", "API keys", "Settings"],
    "manager": ["Contact manager", "Executions", *ALL_SEE, "Messages", "Forms", *AUTOMATION, *FILES],
    "marketer": ["Contact manager", "Executions", *ALL_SEE, "Messages", "Forms", *AUTOMATION, *FILES],
    "user": ["Contact manager", "Executions", *ALL_SEE, *AUTOMATION],
    "viewer": ["Contact manager", *ALL_SEE],
}
OWNS = ["user", "marketer"]


def fill_sign_in(page, email, password):
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def first_card(page):
    page.goto("/contacts")
    return page.locator("main table a[href^='/contacts/']").first.get_attribute("href")


def wait_until_finished(page):
    page.wait_for_url(re.compile(r"/executions/\d+$"))
    expect(page.get_by_text("finished", exact=True)).to_be_visible(timeout=60_000)


def choose(page, box, email):
    """Takes a user from a list by typing the e-mail address."""
    box.focus()
    box.press_sequentially(email, delay=20)
    page.locator(".ts-dropdown .option", has_text=email).click()


def give_contacts(page, email, query):
    """Makes a user an owner of a group, by action G on the Contact manager."""
    page.goto("/")
    page.get_by_label("Further conditions as a query").fill(query)
    page.get_by_label("Add an action").select_option(label="Assign an owner")
    page.get_by_role("button", name="Add action").click()
    row = page.get_by_role("group", name="Assign an owner")
    expect(row.get_by_label("Start workflows that wait for a change of owner")).not_to_be_checked()
    choose(page, row.get_by_role("combobox", name="Owner"), email)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("nothing is changed yet")
    page.locator("#execute-button").click()
    wait_until_finished(page)


@pytest.mark.parametrize("role", [None])
def test_who_signs_in_comes_back_to_the_page(page, signed_in, role):
    signed_in("manager")
    page.watch.allow("status of 422")
    page.goto("/contacts?q=tag+%3D+VIP")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(0)
    fill_sign_in(page, "manager@team.example", "wrong password")
    expect(page.get_by_role("alert")).to_contain_text("do not fit together")
    expect(page.get_by_label("E-mail")).to_have_value("manager@team.example")
    expect(page.get_by_label("Password")).to_have_value("")
    fill_sign_in(page, "manager@team.example", PASSWORD)
    expect(page).to_have_url("/contacts?q=tag+%3D+VIP")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("main")).to_contain_text("You are signed out.")
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("role", [None])
def test_guessing_is_throttled_and_a_reset_lets_in_again(page, server, role):
    page.watch.allow("status of 4(22|29)")
    page.goto(server.add_user("user", "forgetful@team.example"))
    choose_password(page)
    page.get_by_role("button", name="Sign out").click()
    for _ in range(5):
        fill_sign_in(page, "forgetful@team.example", "not this one")
        expect(page.get_by_role("alert")).to_contain_text("do not fit together")
    fill_sign_in(page, "forgetful@team.example", PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("Wait")
    page.goto(server.reset("forgetful@team.example"))
    choose_password(page, password="four other words do too")
    page.get_by_role("button", name="Sign out").click()
    fill_sign_in(page, "forgetful@team.example", "four other words do too")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


@pytest.mark.parametrize("role", ROLES)
def test_the_navigation_is_the_role(page, role):
    page.goto("/")
    links = page.locator("#navigation li a")
    expect(links).to_have_text(ROLES[role])
    for path in ["/users", "/contacts/new"]:
        page.watch.allow("status of 403")
        allowed = role == "administrator" or (role == "manager" and path != "/users")
        assert page.goto(path).status == (200 if allowed else 403)


@pytest.mark.parametrize("role", ["viewer"])
def test_a_viewer_counts_and_looks_and_changes_nothing(page, role):
    page.goto("/")
    expect(page.get_by_role("button", name="Count", exact=True)).to_be_visible()
    for name in ["Preview", "Add action", "Save"]:
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    everybody = page.locator("#count").inner_text()
    with page.expect_response(lambda answer: answer.url.endswith("/count")):
        page.get_by_label("Score from").fill("1000000")
    expect(page.locator("#count")).not_to_have_text(everybody)
    page.goto(first_card(page))
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)


def test_contacts_are_given_to_users_who_then_see_these_and_no_others(page, browser, server, signed_in):
    for role in OWNS:
        state = signed_in(role)
        context = browser.new_context(base_url=server.url, storage_state=state)
        theirs = context.new_page()
        theirs.goto("/contacts")
        if role == "user":
            expect(theirs.get_by_role("main")).to_contain_text("0 contacts")
        foreign = first_card(page)
        assert theirs.goto(foreign).status == 404
        context.close()
    give_contacts(page, "user@team.example", "tag = VIP and score >= 5")
    page.goto("/contacts?q=tag+%3D+VIP+and+score+%3E%3D+5")
    shown = page.get_by_role("status").first.locator("strong").inner_text()
    context = browser.new_context(base_url=server.url, storage_state=signed_in("user"))
    theirs = context.new_page()
    theirs.goto("/contacts")
    assert theirs.get_by_role("status").first.locator("strong").inner_text() == shown
    theirs.goto(first_card(theirs))
    # The first owner is the administrator, so this one may edit, but neither delete nor pass on.
    expect(theirs.get_by_text("Edit", exact=True)).to_be_visible()
    expect(theirs.get_by_role("button", name="Delete this contact")).to_have_count(0)
    expect(theirs.get_by_text("Assign an owner")).to_have_count(0)
    context.close()


def test_a_note_is_counted_as_people_count_and_edited_by_its_author(page):
    page.goto(first_card(page))
    box = page.get_by_label("Add a note")
    box.fill("Żółw 👨‍👩‍👧‍👦")
    counter = page.locator("#new-note-count")
    expect(counter).to_have_text("6 of 1\u202f024")
    box.fill("👨‍👩‍👧‍👦" * 1025)
    expect(counter).to_have_text("1\u202f025 of 1\u202f024")
    assert not box.evaluate("it => it.checkValidity()")
    box.fill("👨‍👩‍👧‍👦" * 1024)
    assert box.evaluate("it => it.checkValidity()")
    box.fill("Called on Monday")
    page.get_by_role("button", name="Add note").click()
    notes = page.get_by_role("region", name="Notes")
    expect(notes).to_contain_text("Called on Monday")
    notes.get_by_text("Edit", exact=True).first.click()
    notes.get_by_label("Text of the note").first.fill("Called on Tuesday")
    notes.get_by_role("button", name="Save note").first.click()
    expect(notes).to_contain_text("Called on Tuesday")
    expect(notes).to_contain_text("edited")
    notes.get_by_role("button", name="Delete").first.click()
    expect(notes).not_to_contain_text("Called on Tuesday")


def test_a_user_is_added_comes_in_and_hands_over_when_leaving(page, browser, server):
    page.goto("/users")
    page.get_by_label("E-mail").fill("leaving@team.example")
    page.get_by_label("Name").fill("Lea Leaving")
    page.get_by_label("Role").select_option("marketer")
    page.get_by_role("button", name="Add user").click()
    link = page.get_by_label(re.compile("Give this link")).input_value()
    context = browser.new_context(base_url=server.url)
    theirs = context.new_page()
    theirs.goto(link)
    choose_password(theirs)
    give_contacts(page, "leaving@team.example", "tag = NEWSLETTER and score >= 20")
    theirs.goto("/contacts")
    owned = theirs.get_by_role("status").first.locator("strong").inner_text()
    assert owned != "0 contacts"
    page.goto("/users")
    page.get_by_role("link", name="leaving@team.example").click()
    page.get_by_role("link", name="Disable").click()
    expect(page.get_by_role("main")).to_contain_text(owned)
    choose(page, page.get_by_role("combobox", name="Who takes over the contacts"), "admin@team.example")
    page.get_by_role("button", name="Preview the hand-over").click()
    expect(page.get_by_role("heading", name=f"Preview: {owned}", exact=False)).to_be_visible()
    page.get_by_role("button", name="Disable", exact=True).click()
    wait_until_finished(page)
    theirs.goto("/contacts")
    expect(theirs.get_by_role("heading", name="Sign in")).to_be_visible()
    context.close()


@pytest.mark.parametrize("role", ["marketer"])
def test_the_own_account_ends_other_sessions(page, browser, server, role):
    context = browser.new_context(base_url=server.url)
    other = context.new_page()
    other.goto("/sign-in")
    fill_sign_in(other, "marketer@team.example", PASSWORD)
    expect(other.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto("/account")
    expect(page.get_by_role("main")).to_contain_text("own contacts: edit, run actions")
    sessions = page.get_by_role("region", name="Where you are signed in")
    expect(sessions.get_by_text("this one")).to_have_count(1)
    sessions.get_by_role("button", name="End", exact=True).first.click()
    expect(page.get_by_role("main")).to_contain_text("This session is ended.")
    other.goto("/contacts")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    context.close()


def test_a_lost_session_leads_from_a_live_page_to_the_sign_in(page, context):
    page.goto("/")
    context.clear_cookies()
    page.get_by_role("button", name="Count", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
