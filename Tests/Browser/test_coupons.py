"""Coupons: generated for a group, seen on a card, counted on their page."""

import re

from playwright.sync_api import expect

from support import visit


def test_coupons_are_generated_for_a_group_and_stand_on_a_card(page):
    page.goto("/")
    page.get_by_label("Score from").fill("40")
    page.get_by_label("Add an action").select_option(label="Generate a coupon")
    page.get_by_role("button", name="Add action").click()
    row = page.get_by_role("group", name="Generate a coupon")
    row.get_by_label("Name of the coupon").fill("browser26")
    expect(row.get_by_label("Characters in each code")).to_have_value("8")
    expect(row.get_by_label("Valid for days")).to_have_value("30")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("nothing is changed yet")
    page.locator("#execute-button").click()
    page.wait_for_url(re.compile(r"/executions/\d+$"))
    expect(page.get_by_text("finished", exact=True)).to_be_visible(timeout=60_000)
    visit(page, "Coupons")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download BROWSER26 as CSV").click()
    lines = download.value.path().read_text().splitlines()
    assert len(lines) > 1
    page.get_by_role("link", name="BROWSER26", exact=True).click()
    page.locator("main table a[href^='/contacts/']").first.click()
    coupons = page.get_by_role("region", name="Coupons")
    expect(coupons).to_contain_text("BROWSER26")
    expect(coupons).to_contain_text("valid until")
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{8}", coupons.locator("code").inner_text())
