"""The marketer's whole job in a browser: find a group, act on it, watch it, and read what happened."""

import re

import pytest
from playwright.sync_api import expect

GROUPED = re.compile(r"[\d\u202f]+")


def number_in(text):
    return int(GROUPED.search(text)[0].replace("\u202f", ""))


def count(page):
    """The number beside the boxes, once the server has answered for what stands in them now."""
    with page.expect_response(lambda answer: answer.url.endswith("/count")):
        page.get_by_role("button", name="Count", exact=True).click()
    # The answer is there before the page shows it, and an earlier one may have come first.
    expect(page.locator(".htmx-request")).to_have_count(0)
    return number_in(page.locator("#count").inner_text())


def pick_tag(page, label, typed, name):
    """Types a piece of a tag's name and takes the suggestion with the keyboard."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.press_sequentially(typed, delay=20)
    expect(page.get_by_role("option", name=re.compile(f"^{name} "))).to_be_visible()
    box.press("Enter")
    box.blur()  # What was typed has done its work; it must not become a tag of its own.
    wrapper = page.locator(".ts-wrapper", has=box)
    expect(wrapper.locator(".item")).to_have_count(1)
    expect(wrapper.locator(".item")).to_contain_text(name)


def add_action(page, label):
    page.get_by_label("Add an action").select_option(label=label)
    page.get_by_role("button", name="Add action").click()
    row = page.get_by_role("group", name=label, exact=True).last
    expect(row).to_be_visible()
    return row


def execute(page):
    page.locator("#execute-button").click()
    page.wait_for_url(re.compile(r"/executions/\d+$"))


def schedule_far_away(page):
    page.get_by_label("Date and time").fill("2099-01-01T09:00")
    expect(page.get_by_label("At a time")).to_be_checked()


def test_the_whole_job(page):
    page.goto("/")
    everybody = number_in(page.locator("#count").inner_text())
    pick_tag(page, "Include", "vi", "VIP")
    included = count(page)
    pick_tag(page, "Exclude", "newsl", "NEWSLETTER")
    excluded = count(page)
    page.get_by_label("E-mail status", exact=True).select_option("opted in")
    filtered = count(page)
    assert everybody > included > excluded > filtered > 0
    expect(page.locator("#execute-label")).to_contain_text("Execute for")

    tags = add_action(page, "Add tags")
    tags.get_by_role("combobox", name="Tags").press_sequentially("spring clean,")
    tags.get_by_label("Score of each new tag").fill("5")
    add_action(page, "Set the score").get_by_label("Score", exact=True).fill("4711")
    add_action(page, "Opt out of e-mail marketing")
    page.get_by_label("Name of this run").fill("Spring clean")

    page.get_by_role("button", name="Preview").click()
    preview = page.locator("#preview")
    expect(preview.get_by_role("heading", name=re.compile("nothing is changed yet"))).to_be_visible()
    assert number_in(preview.get_by_role("heading", level=2).inner_text()) == filtered
    expect(preview.get_by_role("row")).to_have_count(4)
    expect(preview).to_contain_text("opted in → opted out")

    execute(page)
    expect(page.locator("#state")).to_have_text("finished", timeout=30_000)
    progress = page.locator("#progress")
    expect(progress).to_contain_text("contacts done")
    for row in progress.get_by_role("row").all()[1:]:
        assert number_in(row.get_by_role("cell").nth(1).inner_text()) == filtered
    expect(page.locator("#controls").get_by_role("button")).to_have_count(0)

    page.goto("/contacts")
    page.get_by_role("searchbox").fill("score = 4711")
    expect(page.locator("#contact-results")).to_contain_text(re.compile(f"^\\s*{filtered:,}".replace(",", "\u202f")))
    page.locator("#contact-results table a").first.click()
    timeline = page.locator("#timeline")
    expect(timeline).to_contain_text("Tag SPRING_CLEAN")
    expect(timeline).to_contain_text("→ 4\u202f711")
    expect(timeline).to_contain_text("E-mail status: opted in → opted out")
    expect(timeline).to_contain_text("“Spring clean”")
    expect(page.locator("#consents")).to_contain_text("E-mail: withdrew")
    timeline.get_by_role("link", name=re.compile("Spring clean")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Spring clean")


def test_the_number_follows_the_boxes_without_a_click(page):
    page.goto("/")
    before = page.locator("#count").inner_text()
    page.get_by_label("Score from").fill("90")
    expect(page.locator("#count")).not_to_have_text(before)
    expect(page.locator("#execute-label")).to_contain_text(page.locator("#count").inner_text().strip())


def test_a_mistake_in_the_query_is_told_beside_the_box(page):
    page.goto("/")
    query = page.get_by_label("Further conditions as a query")
    query.fill("score > many")
    problem = page.locator("#field-query-problem")
    expect(problem).to_contain_text("Column 9")
    expect(problem).to_contain_text("a whole number")
    query.fill("score > 1")
    expect(problem).to_be_empty()
    expect(page.locator("#count")).to_contain_text("contact")


def test_every_mistake_names_its_box(page):
    page.goto("/")
    add_action(page, "Set the score")
    page.get_by_label("At a time").check()
    page.locator("#execute-button").click()
    alert = page.locator("#problems").get_by_role("alert")
    expect(alert).to_contain_text("When: Choose date and time.")
    expect(alert.get_by_role("link", name="Set the score")).to_be_visible()
    expect(page).to_have_url("/")


def test_contacts_are_deleted_only_after_their_number_was_typed(page):
    page.goto("/")
    page.get_by_label("Further conditions as a query").fill("score >= 0 and not score > 0 and tag = VIP")
    group = count(page)
    row = add_action(page, "Delete the contacts")
    confirmation = row.get_by_label("Type the exact number of contacts to confirm")
    confirmation.fill(str(group + 1))
    schedule_far_away(page)
    page.locator("#execute-button").click()
    expect(page.locator("#problems")).to_contain_text("look again and confirm that number")
    confirmation.fill(str(group))
    execute(page)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#state")).to_have_text("cancelled")


def test_a_waiting_run_offers_what_its_state_allows(page):
    page.goto("/")
    add_action(page, "Set the score").get_by_label("Score", exact=True).fill("1")
    schedule_far_away(page)
    execute(page)
    expect(page.locator("#state")).to_have_text("waiting")
    expect(page.locator("#controls").get_by_role("button")).to_have_text(["Cancel"])
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("status").filter(has_text="What was done stays done")).to_be_visible()
    expect(page.locator("#controls").get_by_role("button")).to_have_count(0)


def test_a_name_that_exists_can_be_typed_out(page):
    page.goto("/")
    box = page.get_by_role("combobox", name="Include")
    box.click()
    expect(page.get_by_role("option", name="VIP", exact=False)).to_be_visible()
    box.press_sequentially("VIP,newsletter,")
    expect(page.locator("#field-include")).to_have_value("VIP,newsletter")
    box.press("Tab")
    expect(page.locator("#field-include")).to_have_value("VIP,newsletter")


def test_rows_can_be_removed_again(page):
    page.goto("/")
    row = add_action(page, "Add a note")
    row.get_by_role("button", name="Remove: Add a note").click()
    expect(row).to_have_count(0)
    expect(page.get_by_role("button", name="Add action")).to_be_focused()
    page.get_by_role("button", name="Add a condition on a detail").click()
    expect(page.get_by_label("Detail", exact=True)).to_be_focused()


def test_a_group_is_saved_as_a_segment_and_used(page):
    page.goto("/")
    page.get_by_label("Score from").fill("50")
    group = count(page)
    page.get_by_label("Save this group as a segment").fill("High scores")
    page.locator("#save-segment").click()
    expect(page.locator("#segment-result")).to_contain_text("Saved: High scores")
    page.get_by_role("link", name="High scores").click()
    page.get_by_role("link", name="Use in the Contact manager").click()
    expect(page.locator("#field-segment")).to_have_value("High scores")
    assert number_in(page.locator("#count").inner_text()) == group


def test_a_segment_is_found_by_typing(page):
    page.goto("/")
    for name, score in (("Rarely here", "90"), ("Regulars", "20")):
        page.get_by_label("Score from").fill(score)
        page.get_by_label("Save this group as a segment").fill(name)
        page.locator("#save-segment").click()
        expect(page.locator("#segment-result")).to_contain_text(f"Saved: {name}")
    narrowed = count(page)
    group = page.locator("#count").inner_text()
    page.goto("/")
    assert count(page) > narrowed
    page.get_by_role("combobox", name="Segment").focus()
    page.keyboard.type("regu")
    expect(page.locator("#field-segment-ts-dropdown .option")).to_have_text(["Regulars"])
    page.keyboard.press("Enter")
    expect(page.locator("#field-segment")).to_have_value("Regulars")
    # The letters typed before asked for a number too: only the last answer counts.
    expect(page.locator("#count")).to_have_text(group)


def test_enter_in_a_field_counts_and_never_executes(page):
    page.goto("/")
    add_action(page, "Set the score").get_by_label("Score", exact=True).fill("1")
    with page.expect_response(lambda answer: answer.url.endswith("/count")):
        page.get_by_label("Score from").press("Enter")
    expect(page).to_have_url("/")


def test_a_failed_request_says_why(page):
    page.watch.allow("status of 400|Status Error Code 400")
    page.goto("/")
    page.evaluate("document.getElementById('action-kind').options[0].value = 'no-such-action'")
    page.get_by_role("button", name="Add action").click()
    expect(page.locator("#notices").get_by_role("alert")).to_contain_text("Choose an action first.")


def test_the_main_controls_are_reached_by_keyboard(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    reached = []
    while "execute-button" not in reached and len(reached) < 200:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    wanted = ["Contacts", "theme-toggle", "field-segment-ts-control", "field-include-ts-control", "field-exclude-ts-control",
              "field-query", "action-kind", "add-action", "count-button", "preview-button", "execute-button"]
    places = [reached.index(name) for name in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "path", ["/", "/contacts", "/executions", "/segments", "/funnels", "/coupons", "/users", "/users/1", "/account"]
)
def test_a_narrow_screen_shows_everything_without_scrolling_sideways(page, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_dark_mode_follows_the_system_until_somebody_chooses(page):
    root = page.locator("html")
    page.emulate_media(color_scheme="dark")
    page.goto("/contacts")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    toggle = page.get_by_role("button", name="Dark mode")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    toggle.click()
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.goto("/segments")
    expect(root).to_have_attribute("data-bs-theme", "light")


def test_a_preview_goes_when_the_group_or_the_actions_change(page):
    page.goto("/")
    add_action(page, "Set the score").get_by_role("spinbutton").fill("7")
    for change in (
        lambda: page.get_by_label("State", exact=True).select_option("customer"),
        lambda: add_action(page, "Opt out of e-mail marketing"),
    ):
        page.get_by_role("button", name="Preview").click()
        expect(page.get_by_role("heading", name="Preview")).to_be_visible()
        change()
        expect(page.locator("#preview")).to_have_text("Something was changed since the preview: press Preview again.")


def test_a_refusal_marks_its_field_and_takes_the_focus(page):
    page.goto("/")
    score = add_action(page, "Set the score").get_by_role("spinbutton")
    score.fill("99999999999")
    page.locator("#execute-button").click()
    expect(page.locator("#problems [role=alert]")).to_be_focused()
    expect(score).to_have_attribute("aria-invalid", "true")


def test_a_number_that_could_not_be_asked_for_is_not_shown(page):
    page.goto("/")
    page.watch.allow("ERR_FAILED|htmx:")
    page.route("**/count", lambda route: route.abort())
    page.get_by_label("E-mail domain").fill("example.com")
    expect(page.locator("#count")).to_have_text("The number is not known.")
    expect(page.locator("#execute-button")).to_have_text("Execute")


def test_a_long_repeated_letter_does_not_stop_the_page(page):
    page.goto("/")
    box = page.get_by_role("combobox", name="Include")
    box.click()
    box.press_sequentially("a" * 60)
    box.press("Enter")
    expect(page.locator("#count")).to_have_text("0 contacts")


def test_typing_a_search_leaves_one_step_back(page):
    page.goto("/segments")
    page.goto("/contacts")
    page.get_by_role("searchbox").press_sequentially("kow", delay=350)
    page.wait_for_url("**/contacts?q=kow")
    page.go_back()
    page.wait_for_url("**/segments")


def test_a_long_word_does_not_widen_the_card(page):
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto("/contacts")
    page.locator("tbody a").first.click()
    page.get_by_label("Detail", exact=True).fill("n" * 200)
    page.get_by_label("Value", exact=True).fill("W" * 400)
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.get_by_text("Detail saved.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_names_tell_women_from_men(page):
    page.goto("/")
    page.get_by_label("Further conditions as a query").fill("score >= 0")
    group = count(page)
    row = add_action(page, "Identify the gender")
    row.get_by_label("Country of the names").select_option(label="Czech Republic")
    row.get_by_label("In the name field the first name stands").select_option(label="1: before the last name")
    row.get_by_label("Tag for women").fill("woman")
    row.get_by_label("Tag for men").fill("WOMAN")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert").filter(has_text="stands twice")).to_be_visible()
    row.get_by_label("Tag for men").fill("man")
    page.get_by_role("button", name="Preview").click()
    preview = page.locator("#preview")
    expect(preview.get_by_role("heading", name=re.compile("nothing is changed yet"))).to_be_visible()
    said = re.search(r"([\d\u202f]+) women, ([\d\u202f]+) men, ([\d\u202f]+) unknown", preview.inner_text())
    women, men, unknown = (number_in(number) for number in said.groups())
    assert women > 0 and men > 0 and women + men + unknown == group
    execute(page)
    expect(page.locator("#state")).to_have_text("finished", timeout=30_000)
    expect(page.locator("#progress")).to_contain_text(said[0])
    page.goto("/contacts")
    page.get_by_role("searchbox").fill("tag = WOMAN")
    expect(page.locator("#contact-results")).to_contain_text(re.compile(f"^\\s*{women:,}".replace(",", "\u202f")))
