"""The lesson "The training loop", worked through by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Watch, next_frame
from tests.browser.reader import choose, done, field, part, picture, redrawn, reset

LESSON = "training.html"

LOOP, OVER = "training-loop-1", "overfitting-1"


@pytest.fixture
def page(lesson: tuple[Page, Watch]) -> Iterator[Page]:
    """Every test starts with both widgets reset, and fails if the page reported anything."""
    page, watch = lesson
    reset(page)
    expect(part(page, LOOP, "fit")).to_contain_text("Not trained yet")
    expect(part(page, OVER, "judgement")).to_contain_text("Not trained yet")
    yield page
    watch.check()


def go_to(page: Page, widget: str, epoch: int) -> None:
    """Type the number of an epoch."""
    box = field(page, widget, "Epoch")
    box.press("Control+a")
    box.press_sequentially(str(epoch))
    box.press("Enter")


def press(page: Page, widget: str, name: str) -> None:
    page.locator(f"#{widget}").get_by_role("button", name=name, exact=True).press("Enter")


def test_the_tasks_of_the_loop_by_keyboard(page: Page) -> None:
    before = picture(page, LOOP, "map")
    go_to(page, LOOP, 13)
    done(page, LOOP, "first")
    redrawn(page, LOOP, "map", before)
    choose(page, LOOP, "pace", "aggressive")
    go_to(page, LOOP, 20)
    done(page, LOOP, "unstable")
    expect(part(page, LOOP, "fit")).to_contain_text("Unstable: the training loss rose")
    choose(page, LOOP, "pace", "gentle")
    go_to(page, LOOP, 40)
    done(page, LOOP, "under")
    page.locator(f"#{LOOP} input[name=slow]").press("Space")
    expect(part(page, LOOP, "now")).to_contain_text("The points are shuffled")
    for phase in ("forward", "loss", "backward", "update"):
        press(page, LOOP, "Step")
        expect(part(page, LOOP, "now")).to_contain_text(f"Just done: {phase}")
        expect(part(page, LOOP, phase)).to_contain_text("→")
    done(page, LOOP, "batch")


def test_the_run_is_played_to_its_end_and_taken_back(page: Page) -> None:
    start = part(page, LOOP, "table").text_content()
    go_to(page, LOOP, 110)
    press(page, LOOP, "Train")
    expect(part(page, LOOP, "update")).to_contain_text("The run ends here")
    expect(part(page, LOOP, "table")).not_to_have_text(start or "")
    press(page, LOOP, "To start")
    expect(part(page, LOOP, "table")).to_have_text(start or "")


def test_the_tasks_of_overfitting_by_keyboard(page: Page) -> None:
    before = picture(page, OVER, "map")
    go_to(page, OVER, 300)
    done(page, OVER, "over")
    redrawn(page, OVER, "map", before)
    press(page, OVER, "To the lowest test loss")
    done(page, OVER, "early")
    expect(part(page, OVER, "judgement")).to_contain_text("stop here")
    choose(page, OVER, "l2", "0.03")
    go_to(page, OVER, 300)
    done(page, OVER, "l2")
    choose(page, OVER, "l2", "0.3")
    done(page, OVER, "under")


def keep_busy(page: Page) -> None:
    """Let the answer to what comes next, or to the next frame, be late."""
    busy = "const end = Date.now() + 1500; while (Date.now() < end);"
    page.workers[-1].evaluate(f"void setTimeout(() => {{ {busy} }})")
    next_frame(page)


@pytest.mark.parametrize(("how", "epoch"), [("reset", 0), ("link", 250), ("type", 200)])
def test_what_is_set_during_a_run_is_not_undone_by_an_answer_under_way(
    page: Page, how: str, epoch: int
) -> None:
    part(page, OVER, "play").press("Enter")
    page.wait_for_function(f"() => document.querySelector('#{OVER} [name=step]').value > 1")
    keep_busy(page)
    if how == "reset":
        press(page, OVER, "Reset")
    elif how == "link":
        page.evaluate(f"() => {{ location.hash = '{OVER}.step={epoch}'; }}")
    else:
        go_to(page, OVER, epoch)
    expect(part(page, OVER, "play")).to_have_text("Train")
    expect(page.locator(f"#{OVER} input[name=step]")).to_have_value(str(epoch))
    expect(part(page, OVER, "status")).to_contain_text(f"Epoch {epoch}:")


def test_an_answer_just_between_a_reset_and_what_follows_moves_nothing(page: Page) -> None:
    go_to(page, OVER, 5)
    expect(part(page, OVER, "status")).to_contain_text("Epoch 5:")
    page.evaluate(
        """async (id) => {
            const { Python } = await import("./stage/python/python.js");
            const { post } = Python.prototype;
            const form = document.querySelector(`#${id} form`);
            const python = await new Promise((go) => {
                Python.prototype.post = function (...news) {
                    Python.prototype.post = post;
                    go(this);
                    return this.post(...news);
                };
                form.dispatchEvent(new Event("input", { bubbles: true }));
            });
            form.reset();
            const detail = { id, type: "patch", values: { step: 7 } };
            python.dispatchEvent(new CustomEvent("message", { detail }));
        }""",
        OVER,
    )
    expect(part(page, OVER, "status")).to_contain_text("Epoch 0:")
    expect(page.locator(f"#{OVER} input[name=step]")).to_have_value("0")


def test_a_frame_that_passes_after_a_press_is_not_part_of_it(page: Page) -> None:
    go_to(page, OVER, 100)
    expect(part(page, OVER, "status")).to_contain_text("Epoch 100:")
    page.evaluate(
        """async (id) => {
            const { Python } = await import("./stage/python/python.js");
            const { post } = Python.prototype;
            const frame = () => new Promise(requestAnimationFrame);
            const form = document.querySelector(`#${id} form`);
            let pressed;
            window.pressed = new Promise((go) => (pressed = go));
            Python.prototype.post = function (...news) {
                if (!news[0].elapsed) return post.call(this, ...news);
                Python.prototype.post = post;
                this.addEventListener("message", () => {
                    // The next frame is awaited now; what is told of the press waits for two.
                    Python.prototype.post = async function (...later) {
                        Python.prototype.post = post;
                        await frame().then(frame);
                        post.call(this, ...later);
                    };
                    form.querySelector("[type=reset]").click();
                    pressed();
                }, { once: true });
                return post.call(this, ...news);
            };
        }""",
        OVER,
    )
    press(page, OVER, "Train")
    page.evaluate("() => window.pressed")
    expect(part(page, OVER, "play")).to_have_text("Train")
    expect(part(page, OVER, "status")).to_contain_text("Epoch 0:")


def test_a_button_that_python_has_not_seen_before_a_reset_does_nothing(page: Page) -> None:
    keep_busy(page)
    go_to(page, OVER, 100)
    press(page, OVER, "Train")
    press(page, OVER, "Reset")
    go_to(page, OVER, 5)
    expect(part(page, OVER, "status")).to_contain_text("Epoch 5:")
    expect(part(page, OVER, "play")).to_have_text("Train")
    expect(page.locator(f"#{OVER} input[name=step]")).to_have_value("5")


def test_the_quiz_can_be_solved_and_explains_itself(page: Page) -> None:
    for right in page.locator(".quiz input[data-right]").all():
        right.check()
    expect(page.locator("[data-score]")).to_have_text("6 of 6 right.")
    expect(page.locator(".quiz .why").first).to_contain_text("4 × 10 = 40")
