"""The playground in a browser: it learns every data set, goes back, is shared, and never breaks.

Longer than other files: what a reader does in the playground, one deed a test, on shared pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.gates import checks
from tests.browser.harness import OpenPage, Site, Watch, wait_live

ID = "playground-1"


def open_playground(page: Page, site: Site, **settings: object) -> None:
    """Open it with settings; it trains at full speed, unless they say otherwise."""
    wanted = {"speed": "full"} | settings
    chosen = "&".join(f"{ID}.{name}={value}" for name, value in wanted.items())
    page.goto(f"{site.url}playground.html#{chosen}")
    wait_live(page)


def part(page: Page, name: str) -> Locator:
    return page.locator(f'#{ID} [data-part="{name}"]')


def setting(page: Page, name: str) -> str:
    return page.locator(f"#{ID} [name={name}]").first.input_value()


def press(page: Page, action: str) -> None:
    page.locator(f'#{ID} button[data-action="{action}"]').press("Enter")


def train_to(page: Page, epoch: int) -> None:
    """Train up to an epoch that the page was opened to stop at."""
    press(page, "train")
    expect(part(page, "epoch")).to_have_text(str(epoch))
    expect(part(page, "train")).to_have_text("Train")


def train_a_while(page: Page) -> None:
    """Train from wherever it is for a few frames, and pause."""
    begin = part(page, "epoch").inner_text()
    press(page, "train")
    expect(part(page, "epoch")).not_to_have_text(begin)
    press(page, "train")
    expect(part(page, "train")).to_have_text("Train")


def scrub_to(page: Page, epoch: int) -> str:
    """Go to an epoch with the field of the scrubber; the whole network there, as a text."""
    go_to(page, epoch)
    return network(page)


def go_to(page: Page, epoch: int) -> None:
    """Go to an epoch with the field of the scrubber."""
    field = page.locator(f"#{ID}").get_by_role("textbox", name="Epoch, as a number")
    field.fill(str(epoch))
    field.press("Enter")
    expect(part(page, "epoch")).to_have_text(str(epoch))


def network(page: Page) -> str:
    """Every weight and bias to the last bit, out of the file that can be saved."""
    with page.expect_download() as waiting:
        page.locator(f'#{ID} button[data-action="export json"]').dispatch_event("click")
    return json.dumps(json.loads(waiting.value.path().read_text())["layers"])


@pytest.fixture
def other(open_page: OpenPage) -> Iterator[Page]:
    """A second browser session."""
    page, watch = open_page()
    yield page
    page.context.close()
    watch.check()


@pytest.mark.parametrize(
    ("data", "settings"),
    [
        ("circles", {"stopepoch": 100}),
        ("xor", {"stopepoch": 100}),
        ("gaussians", {"stopepoch": 100}),
        ("moons", {"stopepoch": 100}),
        ("study", {"noise": 0, "stopepoch": 100}),
        ("spam", {"noise": 0, "stopepoch": 100}),
        (
            "spiral",
            {
                "count": 1000,
                "share": 80,
                "noise": 0,
                "optimiser": "adam",
                "rate": 0.01,
                "stopepoch": 300,
            },
        ),
    ],
)
def test_it_learns_each_data_set(
    page: Page, site: Site, data: str, settings: dict[str, float]
) -> None:
    open_playground(page, site, data=data, **settings)
    train_to(page, int(settings["stopepoch"]))
    assert float(part(page, "right").inner_text().removesuffix(" %")) >= 95


def test_the_same_seed_gives_the_same_history_in_two_sessions(
    page: Page, other: Page, site: Site
) -> None:
    states = []
    for session in (page, other):
        open_playground(session, site, optimiser="adam", rate=0.01, stopepoch=100)
        train_to(session, 100)
        states.append([network(session)] + [scrub_to(session, e) for e in (37, 4, 99)])
    assert states[0] == states[1]


def test_scrubbing_restores_every_bit_whichever_way_it_goes(page: Page, site: Site) -> None:
    open_playground(page, site, stopepoch=100)
    train_to(page, 100)
    end = network(page)
    seen = {epoch: scrub_to(page, epoch) for epoch in (10, 60, 0, 99)}
    for epoch in (60, 99, 10, 0):
        assert scrub_to(page, epoch) == seen[epoch]
    assert scrub_to(page, 100) == end


def test_one_undo_gives_back_the_run_and_scrubbing_is_no_deed(page: Page, site: Site) -> None:
    open_playground(page, site, stopepoch=100)
    train_to(page, 100)
    end = network(page)
    at_40 = scrub_to(page, 40)
    undo = page.locator(f'#{ID} button[data-do="undo"]')
    for control, value in (("activation", "relu"), ("optimiser", "adam"), ("batch", "5")):
        page.locator(f"#{ID} select[name={control}]").select_option(value)
        expect(part(page, "epoch")).to_have_text("0")
        undo.press("Enter")
        expect(part(page, "epoch")).to_have_text("40")
        assert network(page) == at_40
        assert scrub_to(page, 100) == end, "with all of its past"
        scrub_to(page, 40)
    undo.press("Enter")
    expect(part(page, "epoch")).to_have_text("0")
    expect(undo).to_have_attribute("aria-disabled", "true")
    assert setting(page, "past") == ""


def test_undo_while_it_trains_gives_back_what_was_before(page: Page, site: Site) -> None:
    open_playground(page, site)
    press(page, "epoch")
    expect(part(page, "epoch")).to_have_text("1")
    before = network(page)
    press(page, "train")
    expect(part(page, "train")).to_have_text("Pause")
    expect(part(page, "epoch")).not_to_have_text("1")
    page.locator(f'#{ID} button[data-do="undo"]').press("Enter")
    expect(part(page, "train")).to_have_text("Train")
    expect(part(page, "epoch")).to_have_text("1")
    assert network(page) == before


def test_a_run_from_train_to_pause_is_one_deed(page: Page, site: Site) -> None:
    open_playground(page, site)
    for _ in range(2):
        train_a_while(page)
    undo = page.locator(f'#{ID} button[data-do="undo"]')
    undo.press("Enter")
    expect(undo).to_have_attribute("aria-disabled", "false")
    undo.press("Enter")
    expect(part(page, "epoch")).to_have_text("0")
    expect(undo).to_have_attribute("aria-disabled", "true")


def test_a_link_opens_the_same_network_elsewhere_with_its_past(
    page: Page, other: Page, site: Site
) -> None:
    open_playground(page, site, data="xor", rate=0.003, sin_x1="true", stopepoch=100)
    train_to(page, 100)
    page.locator(f"#{ID} select[name=rate]").select_option("0.1")
    train_a_while(page)
    last = int(part(page, "epoch").inner_text().split()[0])
    past = f"0*rate*0.003_100*rate*0.1_{last}"
    page.wait_for_function("(past) => location.hash.includes(`past=${past}&`)", arg=past)
    other.goto(page.evaluate("() => location.href"))
    wait_live(other)
    expect(part(other, "epoch")).to_have_text(part(page, "epoch").inner_text())
    expect(part(other, "train")).to_have_text("Train")
    assert network(other) == network(page)
    assert scrub_to(other, 99) == scrub_to(page, 99)
    assert scrub_to(other, last) == scrub_to(page, last)
    for session in (page, other):
        press(session, "epoch")
        expect(part(session, "epoch")).to_have_text(str(last + 1))
    assert network(other) == network(page)


def test_a_bad_link_is_refused_in_words_and_changes_nothing(page: Page, site: Site) -> None:
    open_playground(page, site, trained="AAAA", sizes="99", batch=7)
    expect(part(page, "status")).to_contain_text("the state of the network in the link is damaged")
    expect(part(page, "note")).to_contain_text("sizes cannot be read")
    expect(part(page, "note")).to_contain_text("batch must be one of")
    expect(part(page, "epoch")).to_have_text("0")
    assert setting(page, "sizes") == "8-8"


def test_a_network_is_saved_and_opened_again(page: Page, site: Site, tmp_path: Path) -> None:
    open_playground(page, site, sizes="3", stopepoch=100)
    train_to(page, 100)
    page.locator(f"#{ID} summary", has_text="Keep, share").press("Enter")
    with page.expect_download() as waiting:
        press(page, "export json")
    waiting.value.save_as(kept := tmp_path / "network.json")
    assert json.loads(kept.read_text())["sizes"] == [2, 3, 1]
    with page.expect_download() as waiting:
        press(page, "export npz")
    assert waiting.value.path().read_bytes().startswith(b"PK")
    page.locator(f"#{ID} button[type=reset]").press("Enter")
    expect(part(page, "depth")).to_have_text("2 hidden layers")
    page.set_input_files(f'#{ID} input[data-file="network"]', kept)
    expect(part(page, "depth")).to_have_text("1 hidden layer")
    expect(part(page, "right")).not_to_have_text("–")
    expect(part(page, "status")).to_contain_text("The network was read")


def test_an_experiment_is_set_up_by_its_link_and_undo_brings_back(page: Page, site: Site) -> None:
    open_playground(page, site)
    page.get_by_role("link", name="A rate far too large").press("Enter")
    expect(page.locator(f"#{ID} select[name=rate]")).to_have_value("3")
    press(page, "train")
    expect(part(page, "finding")).to_contain_text("A rate of 3 made the loss overflow in epoch")
    press(page, "remedy")
    expect(part(page, "epoch")).to_have_text("0")
    expect(page.locator(f"#{ID} select[name=rate]")).not_to_have_value("3")


def test_a_weight_is_edited_by_keys_alone(page: Page, site: Site) -> None:
    open_playground(page, site)
    network = page.locator(f"#{ID} .network")
    for key in ("ArrowRight", "ArrowRight"):
        network.press(key)
    expect(part(page, "picked")).to_contain_text("The weight x₁ → h₁₁ is")
    network.press("Enter")
    slider = page.locator(f"#{ID} input[name=weight]")
    expect(slider).to_be_focused()
    slider.press("Home")
    expect(part(page, "picked")).to_have_text("The weight x₁ → h₁₁ is −5.")
    slider.press("Escape")
    expect(network).to_be_focused()


def test_the_loss_map_is_opened_read_and_turned_by_keys_alone(page: Page, site: Site) -> None:
    open_playground(page, site, sizes="3", stopepoch=100)
    page.locator(f"#{ID} input[name=lossmap]").press("Space")
    expect(part(page, "losswords")).to_contain_text("The ring is at")
    train_to(page, 100)
    expect(part(page, "losstrail").locator("tr").last.locator("th")).to_have_text("100")
    loss_map = page.locator(f'#{ID} [data-part="lossmap"] [data-keys]')
    loss_map.press("ArrowRight")
    expect(part(page, "lossreading")).to_contain_text("the training loss is")
    page.locator(f"#{ID} select[name=across]").select_option("b2.1")
    expect(part(page, "lossacross")).to_have_text("bias of y")
    found = checks.axe(page) + checks.graphics(page) + checks.small_text(page)
    checks.resize(page, checks.NARROW)
    assert not found + checks.overflow(page) + checks.targets(page)


# Presses, slides and chooses as nobody would, from a seed, twice in each frame.
FUZZ = """async ([id, deeds]) => {
    let seed = 12345;
    const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    const any = (list) => list[Math.floor(random() * list.length)];
    const root = document.getElementById(id);
    const all = (query) => [...root.querySelectorAll(query)];
    const told = (element, ...types) =>
        types.forEach((type) => element.dispatchEvent(new Event(type, { bubbles: true })));
    const pressed = (frame, key) =>
        frame.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    const moved = (control) => told(control, "input", "change");
    const kinds = [
        () => any(all("[data-action]:not([data-action^=export]), [data-do=undo]")).click(),
        () => {
            const select = any(all("select"));
            select.selectedIndex = Math.floor(random() * select.options.length);
            moved(select);
        },
        () => {
            const range = any(all("input[type=range]"));
            range.value = +range.min + random() * (range.max - range.min);
            moved(range);
        },
        () => any(all("input[type=checkbox], input[type=radio]")).click(),
        () => {
            const frame = any(all("[data-keys]"));
            pressed(frame, any(frame.dataset.keys.split(" ")));
        },
        () => {
            const canvas = any(all("canvas[data-pointer]"));
            const box = canvas.getBoundingClientRect();
            const clientX = box.left + random() * box.width;
            const clientY = box.top + random() * box.height;
            for (const type of ["pointermove", "pointerdown", "pointerup"])
                canvas.dispatchEvent(new PointerEvent(type, { clientX, clientY, bubbles: true }));
        },
    ];
    for (let deed = 0; deed < deeds; deed += 1) {
        any(kinds)();
        if (deed % 2) await new Promise(requestAnimationFrame);
        if (root.dataset.state !== "live") return `${root.dataset.state} after ${deed} deeds`;
        const found = root.textContent.match(/nan|infinity|undefined/i);
        if (found) return `${found[0]} after ${deed} deeds`;
    }
    return "";
}"""


def test_a_thousand_random_deeds_leave_it_whole(page: Page, site: Site, watch: Watch) -> None:
    open_playground(page, site)
    assert page.evaluate(FUZZ, [ID, 1000]) == ""
    page.locator(f"#{ID} button[type=reset]").press("Enter")
    expect(part(page, "depth")).to_have_text("2 hidden layers")
    expect(part(page, "epoch")).to_have_text("0")
    watch.check()
