"""API keys: made by clicking, used by a program, seen in the history of a card, revoked."""

import pytest
import requests
from playwright.sync_api import expect

from support import visit


def make(page, name, api):
    page.get_by_label("Name of the program").fill(name)
    page.get_by_label("API", exact=True).select_option(label=api)
    page.get_by_role("button", name="Make a key").click()


def test_a_till_redeems_a_coupon_with_a_key(page, server):
    page.goto("/account")
    page.get_by_role("link", name="API keys").first.click()
    make(page, "Till 3", "Kartoteka's own API")
    made = page.locator("#made")
    expect(made).to_contain_text("The key “Till 3” is made")
    token = made.get_by_label("Token").input_value()
    till = requests.Session()
    till.headers["Authorization"] = f"Bearer {token}"
    api = f"{server.url}/api/v1"
    contact = till.get(f"{api}/contacts", params={"limit": 1}, timeout=30).json()["contacts"][0]
    coupon = till.post(f"{api}/coupons/TILL", json={"contact": contact["id"], "validDays": 1}, timeout=30).json()
    used = till.post(f"{api}/coupons/TILL/redemptions", json={"code": coupon["code"]}, timeout=30)
    assert used.status_code == 200
    page.goto(f"/contacts/{contact['id']}")
    expect(page.get_by_role("region", name="Coupons")).to_contain_text("used")
    expect(page.locator("#timeline")).to_contain_text("Till 3")
    visit(page, "API keys")
    row = page.get_by_role("row").filter(has_text="Till 3")
    expect(row).not_to_contain_text("never used")
    row.get_by_role("button", name="Revoke the key Till 3").click()
    expect(page.get_by_text("The key is revoked")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Till 3")).to_contain_text("revoked")
    assert till.get(f"{api}/me", timeout=30).status_code == 401


def test_the_secret_is_shown_only_once(page):
    page.goto("/keys")
    make(page, "Old shop", "The API of SALESmanago")
    secret = page.get_by_label("API secret").input_value()
    assert len(secret) > 40 and len(page.get_by_label("Signature").input_value()) == 40
    page.goto("/keys")
    assert secret not in page.content()
    expect(page.get_by_role("row").filter(has_text="Old shop")).to_be_visible()


def test_what_is_wrong_stands_beside_the_form(page):
    page.watch.allow("status of 422")
    page.goto("/keys")
    page.get_by_label("Works for so many days").fill("0")
    make(page, "Short", "Kartoteka's own API")
    expect(page.get_by_label("Works for so many days")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("row").filter(has_text="Short")).to_have_count(0)


@pytest.mark.parametrize("role", ["viewer"])
def test_who_manages_no_users_sees_own_keys_only(page):
    page.goto("/keys")
    expect(page.get_by_text("No keys yet.")).to_be_visible()
    make(page, "Mine", "Kartoteka's own API")
    page.goto("/keys")
    expect(page.get_by_role("row").filter(has_text="Mine")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Works for")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_the_screen(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/keys")
    make(page, "Wide " * 15, "The API of SALESmanago")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
