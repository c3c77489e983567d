"""Rules and workflows in a browser: both are built by clicking, checked and activated."""

import re

import pytest
from playwright.sync_api import expect

from support import choose, visit

NARROW = {"width": 390, "height": 844}


def create(page, area, name):
    page.goto("/")
    visit(page, area)
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def add(page, label, choice, button):
    """Adds a row to a form and returns it."""
    page.get_by_label(label, exact=True).first.select_option(label=choice)
    page.get_by_role("button", name=button).first.click()
    row = page.get_by_role("group", name=choice, exact=True)
    expect(row).to_be_visible()
    return row


def type_names(row, label, *names):
    box = row.get_by_role("combobox", name=label)
    for name in names:
        box.press_sequentially(name)
        box.press("Enter")


def insert(page, link, kind):
    """Clicks a plus sign of the picture and chooses what to insert there."""
    page.get_by_role("link", name=re.compile(f"Insert a node here. {link}")).click()
    page.get_by_label("What to insert").select_option(label=kind)
    page.get_by_role("button", name="Choose").click()
    expect(page.get_by_role("button", name="Insert", exact=True)).to_be_visible()


def finish(page, heading):
    page.get_by_role("button", name="Insert", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Inserted.")).to_be_visible()
    expect(page.get_by_role("heading", name=heading)).to_be_focused()


def test_a_rule_is_built_and_activated(page):
    create(page, "Rules", "Welcome")
    expect(page.locator("#check")).to_contain_text("The rule does nothing")
    tagged = add(page, "Add an event", "Tag assigned", "Add event")
    type_names(tagged, "Tags", "VIP")
    page.get_by_label("Score from").fill("10")
    expect(page.locator("#c-condition-words")).to_contain_text("score >= 10")
    action = add(page, "Add an action", "Add to the score", "Add action: Those who meet the condition")
    action.get_by_label("Points").fill("")
    expect(page.locator("#check")).to_contain_text("A score is a whole number")
    action.get_by_label("Points").fill("7")
    action.get_by_label("After").fill("2")
    expect(page.locator("#check")).to_contain_text("Nothing.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Score from")).to_have_value("10")
    page.get_by_role("button", name="Activate").click()
    expect(page.locator("#state")).to_have_text("active")
    page.goto("/rules")
    expect(page.locator("[data-automation]").filter(has_text="Welcome")).to_contain_text("Tag VIP assigned")


def test_a_workflow_is_built_and_activated(page):
    create(page, "Workflows", "Onboarding")
    expect(page.locator("#flaws")).to_contain_text("Nothing follows the start")
    page.get_by_role("link", name=re.compile("^Start: No event")).click()
    expect(page.get_by_role("heading", name="Start")).to_be_focused()
    add(page, "Add an event", "Contact added", "Add event")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#node-start")).to_contain_text("Contact added")

    insert(page, "Start", "Wait")
    expect(page.get_by_label("Days of the week")).to_be_hidden()
    page.get_by_label("Length of time").fill("3")
    finish(page, "Wait 1")
    insert(page, "Node 1", "Condition: several paths")
    page.get_by_label("Further conditions as a query").fill("tag = VIP")
    finish(page, "Condition 2")
    insert(page, "Node 2, 1. tag = VIP", "Add to the score")
    page.get_by_label("Title").fill("Reward")
    finish(page, "Action 3")
    expect(page.locator("#node-3")).to_contain_text("Reward")
    page.get_by_label("Then", exact=True).select_option("stop")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#node-4")).to_contain_text("Stop 4")
    # The focus comes to the heading last; only then does a key reach the picture.
    expect(page.get_by_role("heading", name="Action 3")).to_be_focused()
    page.locator("#node-2").press("Enter")
    expect(page.get_by_role("heading", name="Condition 2")).to_be_focused()
    page.get_by_label("Otherwise", exact=True).select_option("stop")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#node-5")).to_contain_text("Stop 5")
    expect(page.locator("#flaws li")).to_have_count(0)
    assert page.url.endswith("?node=2")

    page.get_by_role("button", name="Activate").click()
    expect(page.locator("#state")).to_have_text("active")
    page.get_by_role("link", name="Contacts", exact=True).last.click()
    expect(page.locator("#node-1")).to_contain_text("0 waiting")
    with page.expect_response(lambda answer: "/progress" in answer.url) as answer:
        pass
    assert answer.value.status == 200
    page.get_by_role("link", name="What it does").click()
    page.get_by_role("link", name=re.compile("^Action 3")).click()
    page.get_by_role("button", name="Delete this node").click()
    expect(page.locator("#node-3")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Publish changes")).to_be_visible()


def run(page, action, setting, name):
    """Lets the Contact manager put those with a high score into an automation, and returns how many they are."""
    page.goto("/")
    page.get_by_label("Score from").fill("40")
    page.get_by_label("Add an action").select_option(label=action)
    page.get_by_role("button", name="Add action").click()
    choose(page, page.get_by_role("group", name=action).get_by_role("combobox", name=setting), name)
    page.get_by_role("button", name="Preview").click()
    preview = page.locator("#preview")
    expect(preview).to_contain_text("nothing is changed yet")
    count = re.search(r"(\d[\d\s]*) contacts", preview.inner_text()).group(1)
    page.locator("#execute-button").click()
    page.wait_for_url(re.compile(r"/executions/\d+$"))
    expect(page.get_by_text("finished", exact=True)).to_be_visible(timeout=60_000)
    return count


def test_a_rule_is_run_by_action_k_and_shows_its_numbers(page):
    create(page, "Rules", "By hand")
    action = add(page, "Add an action", "Add a note", "Add action: Those who meet the condition")
    action.get_by_role("textbox", name="Note").fill("Was in the rule")
    action.get_by_label("After").fill("2")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Activate").click()
    expect(page.locator("#state")).to_have_text("active")
    address = page.url.split("?")[0]
    count = run(page, "Run an automation rule", "Rule", "By hand")
    page.goto(f"{address}/contacts")
    expect(page.locator("svg.graph")).to_contain_text(f"{count} waiting", timeout=30_000)


def test_a_workflow_is_run_by_action_l_and_shows_its_numbers(page):
    create(page, "Workflows", "Journey")
    page.get_by_role("link", name=re.compile("^Start: No event")).click()
    add(page, "Add an event", "Contact added", "Add event")
    page.get_by_role("button", name="Save", exact=True).click()
    insert(page, "Start", "Add to the score")
    page.get_by_label("Points").fill("0")
    finish(page, "Action 1")
    insert(page, "Node 1", "Wait")
    page.get_by_label("Length of time").fill("3")
    finish(page, "Wait 2")
    page.get_by_label("Then", exact=True).select_option("stop")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Activate").click()
    expect(page.locator("#state")).to_have_text("active")
    address = page.url.split("?")[0]
    count = run(page, "Run a workflow", "Workflow", "Journey")
    page.goto(f"{address}/contacts")
    expect(page.locator("#node-2")).to_contain_text(f"{count} waiting", timeout=30_000)
    expect(page.locator("#node-1")).to_contain_text(f"{count} passed")


def test_a_test_run_shows_the_way_of_one_contact(page):
    create(page, "Rules", "Tested")
    action = add(page, "Add an action", "Add to the score", "Add action: Those who meet the condition")
    action.get_by_label("Points").fill("7")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/contacts")
    page.locator("main table a[href^='/contacts/']").first.click()
    address = page.locator("dd").filter(has_text="@").first.inner_text()
    page.goto("/rules")
    page.get_by_role("link", name="Tested", exact=True).click()
    page.get_by_role("link", name="Test run").click()
    page.get_by_label("E-mail address of a contact").fill(address)
    page.get_by_role("button", name="Show the way").click()
    expect(page.locator("#way")).to_contain_text("Add 7 to the score")
    expect(page.locator(".node-taken")).to_have_count(2)


@pytest.mark.parametrize("kind", ["Rules", "Workflows"])
def test_no_page_is_wider_than_a_narrow_screen(page, kind):
    create(page, kind, f"Narrow {'x' * 200} {kind}")
    base = page.url.split("?")[0]
    page.set_viewport_size(NARROW)
    for path in ("", "/contacts", "/test", "/settings", "?node=start", "?insert=start.onward&kind=condition"):
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
    page.goto(f"/{kind.lower()}")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
