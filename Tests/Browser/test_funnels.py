"""Funnels in a browser: a funnel is made, a group is moved by action I, and the board shows it."""

import re

from playwright.sync_api import expect

from support import choose, visit
from test_marketer import add_action, execute

#: How many pixels of the chart are drawn in a colour that a property of the theme names.
DRAWN = """
property => {
  const canvas = document.querySelector("#funnel-chart canvas");
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(property).trim();
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let drawn = 0;
  for (let at = 0; at < data.length; at += 4)
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255) drawn += 1;
  return drawn;
}
"""


def test_a_group_goes_through_a_funnel(page):
    page.goto("/")
    visit(page, "Funnels")
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


def test_the_chart_is_drawn_from_the_table(page, server, browser, base_url, signed_in):
    server.kartoteka("funnel", "create", "Charted", "--stage", "Lead", "--stage", "A stage with a rather long name", "--stage", "Won")
    page.goto("/funnels")
    page.get_by_role("link", name="Charted").click()
    board = page.url
    # Nobody is in it, so there is nothing to draw.
    expect(page.locator("#funnel-chart")).to_be_hidden()

    for query, stage in [("score > 90", "Won"), ("score > 50 and score < 91", "Lead")]:
        page.goto("/")
        page.get_by_label("Further conditions as a query").fill(query)
        row = add_action(page, "Add to a stage of a funnel")
        choose(page, row.get_by_role("combobox", name="Stage"), f"Charted: {stage}")
        execute(page)
        expect(page.get_by_text("finished", exact=True)).to_be_visible(timeout=60_000)

    page.goto(board)
    chart = page.get_by_role("img", name=re.compile("^How many contacts"))
    expect(chart).to_be_visible()
    light = page.evaluate(DRAWN, "--bs-body-color")
    assert page.evaluate(DRAWN, "--bs-primary") > 1_000
    assert light > 20
    page.get_by_role("button", name="Dark mode").click()
    page.wait_for_function(f"property => ({DRAWN})(property) > 20", arg="--bs-body-color")
    assert page.evaluate(DRAWN, "--bs-primary") > 1_000

    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function("() => document.querySelector('#funnel-chart canvas').clientWidth < 360")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    # Without scripts the table says it all.
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, storage_state=signed_in("administrator")
    )
    plain = context.new_page()
    plain.goto(board)
    expect(plain.locator("#funnel-chart")).to_be_hidden()
    expect(plain.get_by_role("row").filter(has=plain.get_by_role("rowheader", name="Won"))).to_contain_text("100 %")
    context.close()
