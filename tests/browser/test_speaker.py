"""A widget's voice under a clock of our own: never too often, and the last word is always said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Site, open_alone

# Says a numbered text every so often, for so long, and writes down when the region changed.
SPEAK = """async ([address, every, lasting, unhurried]) => {
    const { speaker } = await import(address);
    const region = document.querySelector("[role=status]");
    const start = performance.now();
    window.heard = [];
    new MutationObserver(() => heard.push([performance.now() - start, region.textContent]))
        .observe(region, { childList: true, characterData: true, subtree: true });
    const speak = speaker(region);
    let said = 0;
    const timer = setInterval(() => {
        speak(String((said += every)), { unhurried });
        if (said >= lasting) clearInterval(timer);
    }, every);
}"""


@pytest.fixture
def silent(page: Page, site: Site) -> Page:
    """A page of the site's host with an empty live region, whose clock stands still."""
    page.clock.install(time=0)
    open_alone(page, site, '<p role="status"></p>')
    page.clock.pause_at(60_000)
    return page


def heard(
    page: Page, site: Site, every: int, lasting: int, unhurried: bool
) -> list[tuple[float, str]]:
    """What is said while texts come `every` so many ms, and after."""
    page.evaluate(SPEAK, [site.url + "stage/speaker.js", every, lasting, unhurried])
    page.clock.run_for(lasting + 10_000)
    return [(time, text) for time, text in page.evaluate("() => heard")]


@pytest.mark.parametrize(
    ("every", "lasting", "unhurried", "pause"),
    [(16, 4000, False, 500), (16, 16_000, True, 5000)],
    ids=["dragging", "training"],
)
def test_it_pauses_between_messages_and_says_the_last(
    silent: Page, site: Site, every: int, lasting: int, unhurried: bool, pause: int
) -> None:
    said = heard(silent, site, every, lasting, unhurried)
    times = [time for time, _ in said]
    assert all(late - early >= pause for early, late in pairwise(times))
    assert len(said) >= lasting // pause
    assert said[-1][1] == str(lasting)
    assert said[-1][0] <= lasting + pause + every


# As above, with a line that follows and a voice: what each of them read, and whether it was heard.
PLAY = """async ([address, every, lasting]) => {
    const { speaker } = await import(address);
    const region = document.querySelector("[role=status]");
    region.innerHTML = "<span>Start</span><span></span>";
    const [line, voice] = region.children;
    const start = performance.now();
    window.seen = [];
    const look = (name) => (changes) => {
        const { target } = changes.at(-1);
        const live = target.getAttribute("aria-live") !== "off";
        seen.push([name, performance.now() - start, target.textContent, live]);
    };
    new MutationObserver(look("line")).observe(line, { childList: true });
    new MutationObserver(look("voice")).observe(voice, { childList: true });
    const speak = speaker(line, voice);
    let said = 0;
    const timer = setInterval(() => {
        said += every;
        if (said > lasting) clearInterval(timer);
        speak(said > lasting ? "rest" : String(said), { unhurried: said <= lasting });
    }, every);
    setTimeout(() => speak("moved"), lasting + 5000);
}"""


def test_the_line_follows_what_plays_and_the_voice_takes_its_time(silent: Page, site: Site) -> None:
    silent.evaluate(PLAY, [site.url + "stage/speaker.js", 100, 12_000])
    silent.clock.run_for(30_000)
    seen = silent.evaluate("() => seen")
    line = [(text, live) for name, _, text, live in seen if name == "line"]
    assert [text for text, _ in line] == [*map(str, range(100, 12_001, 100)), "rest", "moved"]
    assert [text for text, live in line if live] == ["moved"], "who listens hears the voice alone"
    voice = [(time, text) for name, time, text, _ in seen if name == "voice"]
    assert [text for _, text in voice][-2:] == ["rest", ""]
    times = [time for time, text in voice if text and text != "rest"]
    assert len(times) == 3
    assert all(late - early >= 5000 for early, late in pairwise(times))


def test_what_comes_after_a_pause_is_said_at_once(silent: Page, site: Site) -> None:
    said = heard(silent, site, every=1000, lasting=3000, unhurried=False)
    assert [text for _, text in said] == ["1000", "2000", "3000"]
    assert [time for time, _ in said] == [1000, 2000, 3000]
