"""Funnels in a browser: a funnel is made, a group is moved by action I, and the board shows it."""

import re

from playwright.sync_api import expect

from test_marketer import add_action, execute


def choose(page, box, typed):
    """Takes a stage from a list by typing its name."""
    box.focus()
    box.press_sequentially(typed)
    expect(page.locator(".ts-dropdown .option.active")).to_contain_text(typed)
    box.press("Enter")


def test_a_group_goes_through_a_funnel(page):
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Funnels").click()
    page.get_by_label("Name").fill("Onboarding")
    page.get_by_label("Stages, one on each line").fill("Lead\nTrial\nWon")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", name="Onboarding")).to_be_visible()
    board = page.url

    page.goto("/")
    page.get_by_label("Further conditions as a query").fill("tag = VIP")
    row = add_action(page, "Add to a stage of a funnel")
    choose(page, row.get_by_role("combobox", name="Stage"), "Onboarding: Trial")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("not in it → Trial")
    execute(page)
    expect(page.get_by_text("finished", exact=True)).to_be_visible(timeout=60_000)

    page.goto(board)
    trial = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Trial"))
    moved = trial.get_by_role("link").inner_text()
    assert int(moved.replace("\u202f", "")) > 0
    expect(trial).to_contain_text("100 %")
    expect(page.get_by_role("main")).to_contain_text(f"{moved} contacts → Trial")
    trial.get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(moved))

    page.locator("main table a[href^='/contacts/']").first.click()
    card = page.locator("#funnels")
    expect(card).to_contain_text("Onboarding: Trial")
    page.get_by_label("Value in the funnel Onboarding", exact=True).fill("250")
    card.get_by_role("button", name="Save the value").click()
    expect(card).to_contain_text("worth 250")
    page.goto(board)
    expect(trial).to_contain_text("250")
    page.get_by_role("button", name="Delete the stage Trial").click()
    expect(page.get_by_role("main")).to_contain_text("move them elsewhere first")
