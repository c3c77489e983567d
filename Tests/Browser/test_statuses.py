"""Statuses in a browser: the numbers of a group, the page that explains the dots, its chart, and why a contact has its dot."""

import re

from playwright.sync_api import expect

from test_marketer import number_in, pick_tag

#: How many pixels of the chart have the colour of each status, in the order of the table's heads.
DRAWN = """
() => {
  const canvas = document.querySelector("#status-chart canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return [...document.querySelectorAll("th[data-status] .dot")].map((dot) => {
    const [red, green, blue] = getComputedStyle(dot).color.match(/\\d+/g).map(Number);
    let drawn = 0;
    for (let at = 0; at < data.length; at += 4)
      if (data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255) drawn += 1;
    return drawn;
  });
}
"""


def test_the_page_has_the_numbers_and_a_chart_of_them(page, browser, base_url, signed_in):
    page.goto("/contacts")
    everybody = number_in(page.locator("#contact-results [role=status]").inner_text())
    parts = [number_in(text) for text in page.locator("#status-counts a").all_inner_texts()[:-1]]
    assert len(parts) > 1 and sum(parts) == everybody
    page.get_by_role("link", name="What do the statuses mean?").click()
    expect(page.get_by_role("heading", name="Statuses", level=1)).to_be_visible()
    row = page.locator("#status-table").get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="opted in", exact=True)
    )
    opted_in = row.get_by_role("link").inner_text()
    assert number_in(opted_in) == parts[0]

    expect(page.get_by_role("img", name=re.compile("^How many contacts"))).to_be_visible()
    assert page.evaluate(DRAWN)[0] > 1_000
    page.get_by_role("button", name="Dark mode").click()
    page.wait_for_function("() => document.documentElement.dataset.bsTheme === 'dark'")
    page.wait_for_function(f"() => ({DRAWN})()[0] > 1000")
    table = page.get_by_role("table", name="Contacts by status at the end of each day")
    expect(table).to_be_hidden()
    page.get_by_text("The numbers as a table").click()
    expect(table.get_by_role("row").last).to_contain_text(opted_in)

    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function("() => document.querySelector('#status-chart canvas').clientWidth < 360")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    row.get_by_role("link").click()
    expect(page.locator("#contact-results [role=status]")).to_contain_text(f"{opted_in} contacts")

    # Without scripts the table says it all.
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, storage_state=signed_in("administrator")
    )
    plain = context.new_page()
    plain.goto("/statuses")
    expect(plain.locator("#status-chart")).to_be_hidden()
    plain.get_by_text("The numbers as a table").click()
    expect(plain.get_by_role("table", name="Contacts by status").get_by_role("row").last).to_contain_text(opted_in)
    context.close()


def test_the_numbers_by_status_follow_the_boxes(page):
    page.goto("/")
    counts = page.locator("#status-counts")
    whole = counts.inner_text()
    assert "opted in" in whole
    pick_tag(page, "Include", "vi", "VIP")
    expect(counts).not_to_have_text(whole)
    group = number_in(page.locator("#count").inner_text())
    assert sum(number_in(text) for text in counts.locator(":scope > span").all_inner_texts()) == group


def test_a_card_says_since_when_and_why(page):
    page.goto("/contacts/new")
    page.get_by_label("E-mail", exact=True).fill("since@statuses.example")
    page.get_by_role("button", name=re.compile("^Add")).click()
    origins = page.locator("#status-origins")
    expect(origins).to_contain_text(re.compile(r"opted out since \d+ \w+ \d{4} \d\d:\d\d, contact card"))
    page.get_by_role("button", name="Delete this contact").click()
    expect(origins).to_contain_text(re.compile(r"deleted since .*, contact card"))
    page.get_by_role("button", name="Restore this contact").click()
    expect(origins).to_contain_text("opted out since")

    page.goto("/contacts?q=since%40statuses.example")
    expect(page.locator("#contact-results .dot").last).to_have_attribute(
        "title", re.compile(r"^opted out since .*, contact card")
    )
    page.goto("/contacts")
    page.get_by_role("link", name="What do the statuses mean?").press("Enter")
    expect(page.get_by_role("heading", name="M and N")).to_be_visible()
