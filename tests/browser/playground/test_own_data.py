"""A reader's own table in a browser: chosen, answered, undone, linked, saved, and never lost."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import Site, wait_live

ID = "playground-1"
START = "-2*-2*0_2*2*1"
TABLE = "id,height (cm),weight,age,build\n1,150,50,30,short\n2,151,51,31,short\n3,190,131,30,tall\n"
MANY = "\n".join(f"{i / 7},{i * i / 11},{'ab'[i % 2]}" for i in range(500))


def part(page: Page, name: str) -> Locator:
    return page.locator(f'#{ID} [data-part="{name}"]')


def points(page: Page) -> str:
    return page.locator(f"#{ID} [name=own]").input_value()


def open_own(page: Page, site: Site, own: str = "") -> None:
    """Open the playground with the reader's points, and the table's part unfolded."""
    page.goto(f"{site.url}playground.html#{ID}.data=own" + (f"&{ID}.own={own}" if own else ""))
    wait_live(page)
    page.locator(f"#{ID} summary", has_text="From a table").press("Enter")


def paste(page: Page, text: str) -> None:
    page.locator(f'#{ID} textarea[data-text="table"]').fill(text)
    page.locator(f'#{ID} button[data-send="table"]').press("Enter")


def choose_file(page: Page, path: Path) -> None:
    page.set_input_files(f'#{ID} input[data-file="table"]', path)


def wait_for_address(page: Page) -> None:
    """Until the address has the points."""
    page.wait_for_function("(own) => location.hash.includes(own)", arg=points(page))


def undo(page: Page) -> None:
    page.locator(f'#{ID} button[data-do="undo"]').press("Enter")


def test_the_answer_appears_beside_its_button_and_a_success_takes_an_error_away(
    page: Page, site: Site, tmp_path: Path
) -> None:
    open_own(page, site)
    told = part(page, "tabletold")
    large = tmp_path / "large.csv"
    large.write_text("1,2,a\n" * 200_000)
    choose_file(page, large)
    problem = "The file could not be read: large.csv has 1.2 MB, and 1 MB is the most."
    expect(told).to_have_text(f"Nothing was changed. {problem}")
    expect(part(page, "status")).to_contain_text("large.csv has 1.2 MB")
    button = page.locator(f'#{ID} button[data-send="table"]').bounding_box()
    answer = told.bounding_box()
    assert button
    assert answer
    assert 0 < answer["y"] - button["y"] < 150
    paste(page, "x;y;kind\n1,5;2;no\n-1;0;yes")
    expect(told).to_contain_text("2 points read. Taken as x₁: x, as x₂: y, as class: kind.")
    expect(part(page, "status")).to_contain_text("Blue circles are the class yes.")
    expect(page.locator(f"#{ID}")).not_to_contain_text("could not be read")
    paste(page, "1,2")
    expect(told).to_contain_text("Nothing was changed: There are 2 columns")
    page.locator(f"#{ID} label", has_text="orange").click()
    page.locator(f'#{ID} button[data-action="clear"]').press("Enter")
    expect(told).to_be_hidden()


def test_a_file_is_read_as_a_spreadsheet_program_writes_it(
    page: Page, site: Site, tmp_path: Path
) -> None:
    """In the stage's own tests: the other ways to write one."""
    open_own(page, site)
    file = tmp_path / "table.csv"
    file.write_bytes("größe;weite;art\r1,5;2;groß\r-1;0;klein\r".encode("utf-16"))
    choose_file(page, file)
    expect(part(page, "tabletold")).to_contain_text(
        "2 points read. Taken as x₁: größe, as x₂: weite"
    )
    expect(part(page, "tabletold")).to_contain_text("Blue circles are the class klein.")


def test_columns_are_chosen_by_keys_and_one_undo_takes_the_choice_back(
    page: Page, site: Site
) -> None:
    open_own(page, site)
    paste(page, TABLE)
    across = page.locator(f"#{ID}").get_by_label("x1 is")
    expect(across).to_have_value("1")
    before = points(page)
    wait_for_address(page)  # what was pasted is an entry of Undo by then
    across.focus()
    across.press("a")
    expect(across).to_have_value("3")
    expect(part(page, "tabletold")).to_contain_text("Taken as x₁: age, as x₂: weight")
    assert points(page) != before
    wait_for_address(page)
    undo(page)
    expect(across).to_have_value("1")
    expect(part(page, "tabletold")).to_contain_text("Taken as x₁: height, as x₂: weight")
    assert points(page) == before
    undo(page)
    expect(part(page, "columns")).to_be_hidden()
    assert points(page) == START


def test_more_points_than_a_link_holds_stay_in_the_page_and_go_into_a_file(
    page: Page, site: Site, tmp_path: Path
) -> None:
    open_own(page, site)
    paste(page, MANY)
    expect(part(page, "tabletold")).to_contain_text("500 points read.")
    own = points(page)
    back = page.locator(f'#{ID} button[data-do="undo"]')
    expect(back).to_have_attribute("aria-disabled", "false")  # what was pasted can be undone
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f'#{ID} button[data-do="copy-link"]').press("Enter")
    expect(part(page, "note")).to_contain_text("It does not hold your points, since more than 200")
    link = page.evaluate("navigator.clipboard.readText()")
    assert len(link) < 400
    page.locator(f'#{ID} button[data-action="clear"]').press("Enter")
    expect(part(page, "datawords")).to_contain_text("2 points to learn from")
    undo(page)
    expect(part(page, "datawords")).to_contain_text("250 points to learn from")
    assert points(page) == own
    page.locator(f"#{ID} summary", has_text="Keep, share").press("Enter")
    with page.expect_download() as waiting:
        page.locator(f'#{ID} button[data-action="export json"]').press("Enter")
    waiting.value.save_as(kept := tmp_path / "network.json")
    assert len(json.loads(kept.read_text())["points"]) == 500
    page.goto("about:blank")
    page.goto(link)
    wait_live(page)
    expect(part(page, "status")).to_contain_text("Your 500 points are not in the address")
    expect(part(page, "datawords")).to_contain_text("2 points to learn from")
    page.set_input_files(f'#{ID} input[data-file="network"]', kept)
    expect(part(page, "datawords")).to_contain_text("250 points to learn from")
    assert points(page) == own
    expect(part(page, "networktold")).to_have_text(
        "The network was read, with the past of its run."
    )


def test_a_link_that_was_cut_says_what_is_missing(page: Page, site: Site) -> None:
    open_own(page, site, own="1*2*1_3*4*0_5*5")
    expect(part(page, "status")).to_contain_text("2 of 3 points came with the link; 1 is missing.")
    paste(page, "1,2,a\n3,4,b\n5,6,a\n7,8,b")
    expect(part(page, "tabletold")).to_contain_text("4 points read.")
    wait_for_address(page)
    url = page.evaluate("location.href")
    page.goto("about:blank")
    page.goto(url[: url.rindex("*8*")])
    wait_live(page)
    expect(part(page, "status")).to_contain_text("3 of 4 points came with the link; 1 is missing.")


def test_a_link_holds_two_hundred_points(page: Page, site: Site) -> None:
    open_own(page, site)
    paste(page, "\n".join(MANY.split("\n")[:200]))
    expect(part(page, "tabletold")).to_contain_text("200 points read.")
    wait_for_address(page)
    own = points(page)
    page.reload()
    wait_live(page)
    assert points(page) == own
    expect(part(page, "datawords")).to_contain_text("100 points to learn from")
