"""Addresses, settings and messages by somebody who means ill: refused in words, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.harness import OpenPage, Site, Watch, page_names, site_folder, wait_live
from tests.browser.test_embedding import anywhere, embed, frame_tag, open_host

__all__ = ["anywhere"]

SCRIPT = '<img src=x onerror="hit()"><script>hit()</script><svg onload=hit()>'

# In the page: what every widget's form says, how many elements there are, and what ran.
WATCHED = """
    window.hits = [];
    window.hit = () => hits.push("script");
    addEventListener("securitypolicyviolation", ({ violatedDirective }) => hits.push(violatedDirective));
    window.forms = () => [...document.querySelectorAll("form.widget")].flatMap((form) =>
        [...form.elements].filter((e) => e.name).map((e) =>
            [form.parentElement.id, e.name, e.value, e.checked, e.disabled].join(" ")));
    window.elements = () => document.querySelectorAll("*").length;
    window.hash = (hash) => new Promise((go) => {
        addEventListener("hashchange", () => setTimeout(go), { once: true });
        location.hash = hash;
    });
"""

# Names that are no setting of any widget.
NAMES = [
    "__proto__",
    "constructor",
    "toString",
    "__defineGetter__",
    "length",
    "item",
    "namedItem",
    "elements",
    "submit",
    "0",
    "3",
    " ",
    "",
    SCRIPT,
    "x" * 100_000,
]

# Values that no setting of any widget takes.
VALUES = [
    SCRIPT,
    "javascript:hit(document.domain)",
    "${hit()}{{hit()}}<%= hit() %>",
    "../../../../../../etc/passwd",
    "__proto__, constructor, toString",
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    "\N{RIGHT-TO-LEFT OVERRIDE}" * 20,
    "0x ffffffffffffffffff",
    "1e999 1e999 1e999 1e999",
    "-Infinity, NaN, null, undefined",
    "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
]

BROKEN = [
    "%",
    "%%%=%",
    "neuron-1.w1=%E0%A4%A&neuron-1.b=%",
    "neuron-1.%ZZ=1&neuron-1.=&neuron-1.&=neuron-1.w1",
    "neuron-1.w1=99&neuron-1.w1=-99&neuron-1.w1=x",
    "&&&&====;;;;####????",
]

ROOTS = """() => Object.fromEntries([...document.querySelectorAll("[data-widget]")].map((root) => {
    const settings = [...root.querySelector("form").elements]
        .filter((e) => e.name && e.matches("input, select"));
    return [root.id, [...new Set(settings.map((e) => e.name))]];
}))"""


def widgets() -> list[str]:
    return sorted(path.stem for path in (site_folder() / "widgets").glob("*.html"))


def without_python(page: Page) -> None:
    """Let nothing of Python arrive: the form alone answers an address."""
    page.context.route("**/runtime/**", lambda route: None)


def strangers_page(page: Page, site: Site, *names: str) -> None:
    """Open a page by somebody else, without any policy, with these widgets in it."""
    address = site.grounds_url + "hostile.html"
    body = "".join(f'<div data-widget="{name}"></div>' for name in names)
    html = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Theirs</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="a/course/css/tokens.css">
<link rel="stylesheet" href="a/course/css/widget.css">
<script type="module" src="a/course/stage/stage.js"></script>{body}</html>"""
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.add_init_script(WATCHED)
    page.goto(address)
    page.wait_for_function(
        "(count) => document.querySelectorAll('[data-widget][data-state]').length === count",
        arg=len(names),
    )


@pytest.fixture(scope="module")
def forms(open_page: OpenPage, site: Site) -> Iterator[Page]:
    """Every widget of the course in one page, without Python; anything reported fails."""
    page, watch = open_page()
    without_python(page)
    strangers_page(page, site, *widgets())
    yield page
    page.context.close()
    watch.check()


def follow(page: Page, hash_: str) -> None:
    """Open a link to the open page."""
    page.evaluate("(hash) => window.hash(hash)", hash_)


def follow_pairs(page: Page, pairs: list[tuple[str, str]]) -> None:
    page.evaluate("(pairs) => window.hash(String(new URLSearchParams(pairs)))", pairs)


def note(page: Page, root: str) -> str:
    return page.locator(f'#{root} [data-part="note"]').text_content() or ""


def unchanged(page: Page, act: Callable[[], None]) -> None:
    """Do something that must change no setting, make no element, ask for nothing, run nothing."""
    ask = """() => [window.forms(), window.elements(), ({}).polluted,
        performance.getEntriesByType("resource").length]"""
    forms, *others = page.evaluate(ask)
    act()
    forms_now, *others_now = page.evaluate(ask)
    assert sorted(set(forms_now) ^ set(forms)) == []
    assert others_now == others
    assert page.evaluate("window.hits") == []


def test_every_widget_refuses_names_that_are_no_settings(forms: Page) -> None:
    for root in forms.evaluate(ROOTS):
        ids = forms.evaluate(
            "(root) => [...document.querySelectorAll(`#${root} form [id]`)].map((e) => e.id)", root
        )
        names = [*NAMES, *ids[:5]]
        unchanged(forms, lambda: follow_pairs(forms, [(f"{root}.{name}", "1") for name in names]))
        said = note(forms, root)
        assert "there is no setting called __proto__" in said
        assert f"and {len(names) - 5} more" in said
        assert len(said) < 1000


def test_every_setting_of_every_widget_refuses_values_that_mean_ill(forms: Page) -> None:
    for root, names in forms.evaluate(ROOTS).items():
        assert names, root
        for value in VALUES:
            unchanged(
                forms, lambda: follow_pairs(forms, [(f"{root}.{name}", value) for name in names])
            )
            assert "The link was not followed in part" in note(forms, root), (root, value[:40])
            assert len(note(forms, root)) < 2000


@pytest.mark.parametrize("hash_", BROKEN)
def test_an_address_that_is_none_changes_nothing(forms: Page, hash_: str) -> None:
    unchanged(forms, lambda: follow(forms, hash_))


@pytest.mark.parametrize(
    ("hash_", "words"),
    [
        (f"neuron-1.w1={'9' * 1_000_000}", "w1 is longer than 40,000 characters"),
        (f"neuron-1.{'x' * 1_000_000}=1", "there is no setting called xxxx"),
        (f"playground-1.own={'1*1*1_' * 170_000}", "own is longer than 40,000 characters"),
        (f"forward-1.edits={'w1.1.1=1,' * 110_000}", "edits is longer than 40,000 characters"),
        (f"loss-map-1.weights={'1_' * 500_000}1", "weights is longer than 40,000 characters"),
        (f"neuron-1.{'=1&neuron-1.'.join('x' * 20_000)}=1", "and 995 more"),
    ],
    ids=["number", "name", "points", "edits", "weights", "many"],
)
def test_an_address_of_a_million_characters_is_answered_in_a_few_words(
    forms: Page, hash_: str, words: str
) -> None:
    unchanged(forms, lambda: follow(forms, hash_))
    assert words in note(forms, hash_.split(".")[0])
    assert len(note(forms, hash_.split(".")[0])) < 1000


def test_numbers_in_any_spelling_mean_what_they_say(forms: Page) -> None:
    for written, value in {"0x2": "2", " 1.5 ": "1.5", "+1": "1", "2.": "2", "1e-1": "0.1"}.items():
        follow_pairs(forms, [("neuron-1.w1", written)])
        assert forms.locator("#neuron-1 input[name=w1]").input_value() == value
        assert note(forms, "neuron-1") == ""
    follow_pairs(forms, [("neuron-1.w1", "none")])


def test_a_fixed_control_is_not_reached_by_its_id_or_number(page: Page, site: Site) -> None:
    without_python(page)
    page.goto(embed(site.url, "neuron", lock="w1 x1 b"))
    place = page.locator("#neuron-1")
    expect(place).to_have_attribute("data-state", "waiting")
    before = place.locator("input[name=w1]").input_value()
    ids = page.evaluate(
        "[...document.querySelector('#neuron-1 form').elements].flatMap((e, i) => [String(i), e.id])"
    )
    page.evaluate(WATCHED)
    follow_pairs(page, [(f"neuron-1.{name}", "3") for name in ids])
    assert place.locator("input[name=w1]").input_value() == before
    expect(place.locator("[data-part=note]")).to_contain_text("there is no setting called 0")


def test_the_query_of_a_frame_sets_settings_and_nothing_else(page: Page, site: Site) -> None:
    without_python(page)
    page.add_init_script(WATCHED)
    names = ["offline", "embed", "embed-help", "quiz", "predict", "part", "state", "part", *NAMES]
    query = dict.fromkeys([name for name in names if len(name) < 1000], "polluted")
    query |= {"id": SCRIPT, "settings": "w1=3", "b": "1", "secret": "s", "__proto__.polluted": "1"}
    limits = {"lock": "constructor __proto__ 0", "hide": f'constructor,__proto__,"],a,{SCRIPT}'}
    page.goto(embed(site.url, "neuron", **query, **limits))
    place = page.locator("#neuron-1")
    expect(place).to_have_attribute("data-state", "waiting")
    attributes = page.evaluate("document.querySelector('#neuron-1').getAttributeNames()")
    known = {"id", "data-widget", "data-state", "data-settings", "data-lock", "data-hide"}
    assert set(attributes) == known
    said = place.locator("[data-part=note]")
    expect(said).to_contain_text("there is no setting called offline")
    assert place.locator("input[name=b]").input_value() == "1"
    assert place.locator("input[name=w1]").input_value() == "0.8"
    assert page.evaluate("[window.hits, ({}).polluted ?? null]") == [[], None]
    assert place.locator("img, script").count() == 0
    expect(page.locator("[data-embed-help]")).to_be_hidden()


# --- with Python --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def live(open_page: OpenPage, site: Site) -> Iterator[Page]:
    """Four widgets that take text, alive; anything reported fails."""
    page, watch = open_page()
    strangers_page(page, site, "playground", "spam-by-hand", "forward", "loss-map")
    wait_live(page)
    yield page
    page.context.close()
    watch.check()


def still_answers(page: Page) -> None:
    """Python is the one that was there, and does what it is told."""
    wait_live(page)
    assert page.locator("html").get_attribute("data-brain") == "ready"
    assert page.evaluate("window.hits") == []
    assert page.locator("[data-widget] :is(img, script, svg[onload], iframe)").count() == 0
    page.evaluate("() => window.hash('playground-1.seed=' + (2 + Math.floor(Math.random() * 900)))")
    expect(page.locator("#playground-1 [data-part=status]")).to_contain_text("At epoch 0 ")


@pytest.mark.parametrize("kind", ["bomb", "junk", "points", "edits", "weights"])
def test_python_survives_every_text_that_the_form_lets_through(live: Page, kind: str) -> None:
    state = live.evaluate(
        "() => [...document.querySelectorAll('#playground-1 form [name]')]"
        ".find((e) => /16000/.test(e.pattern)).name"
    )
    bomb = live.evaluate(
        """async () => {
            const zeros = new Blob([new Uint8Array(9e6)]).stream();
            const packed = new Response(zeros.pipeThrough(new CompressionStream("deflate")));
            const bytes = new Uint8Array(await packed.arrayBuffer());
            return btoa(String.fromCharCode(...bytes)).replace(/=/g, "")
                .replace(/[+]/g, "-").replace(/[/]/g, "_");
        }"""
    )
    assert 1000 < len(bomb) < 16_000
    texts = {
        "bomb": (f"playground-1.{state}", bomb),
        "junk": (f"playground-1.{state}", "x" * 16_000),
        "points": ("playground-1.own", "1*1*1_9e99*1*1_--*e*e_" * 1300),
        "edits": ("forward-1.edits", "w5.6.6=3,b5.6=-3.99," * 1900),
        "weights": ("loss-map-1.weights", f"{'9' * 400}_-1e999_1e308"),
    }
    follow_pairs(live, [("playground-1.data", "own"), texts[kind]])
    if kind in ("bomb", "junk"):
        expect(live.locator("#playground-1 [data-part=status]")).to_contain_text(
            "The link was not followed in part"
        )
    still_answers(live)


def test_script_in_every_text_field_stays_text(live: Page) -> None:
    follow_pairs(live, [("playground-1.data", "own")])
    live.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    before = live.evaluate("document.querySelectorAll('*').length")
    for field in live.locator("#spam-by-hand-1 input[type=text]:visible").all():
        field.fill("<img src=x>"[: int(field.get_attribute("maxlength") or 16)])
        field.press("Enter")
    table = live.locator("#playground-1 textarea[data-text=table]")
    use = live.get_by_role("button", name="Use this table")
    table.fill(f"1,2,{SCRIPT}\n2,3,b")
    use.click()
    status = live.locator("#playground-1 [data-part=status]")
    expect(status).to_contain_text("Blue circles are the class <img src=x onerror=")
    table.evaluate("(area) => { area.value = '1,2,a\\n'.repeat(200000); }")
    use.click()
    expect(live.locator("#playground-1 [data-part=note]")).to_contain_text("longer than a million")
    made = live.evaluate("document.querySelectorAll('*').length") - before
    assert made < 100, "rows of tables are all that may come"
    still_answers(live)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (f"{SCRIPT.replace('/', '')}.json", "[" * 900_000, "its brackets are nested too deeply"),
        ("a.json", json.dumps(SCRIPT * 9000), "it is JSON, but of another kind"),
        (
            "b.json",
            '{"format":"glassbox network 1","sizes":[2,3000,3000,1],'
            '"activations":["tanh","tanh","sigmoid"],"layers":[{},{},{}]}',
            "sizes ask for 9,015,001 parameters",
        ),
        ("<b>large<b>.json", "0" * 1_000_001, "<b>large<b>.json is larger than a million"),
    ],
    ids=["deep", "script", "huge", "long"],
)
def test_a_hostile_file_is_refused_in_words(
    live: Page, name: str, content: str, words: str
) -> None:
    live.set_input_files(
        "#playground-1 input[data-file=network]",
        files=[{"name": name, "mimeType": "application/json", "buffer": content.encode()}],
    )
    expect(live.locator("#playground-1 [role=status]").last).to_contain_text(words)
    still_answers(live)


# --- messages -----------------------------------------------------------------------------------

# Whatever can be posted, and looks like what the course's own parts say to each other.
MESSAGES = """(target) => {
    const kinds = [null, undefined, true, 0, -1, NaN, Infinity, 10n ** 30n, "", "x".repeat(1e6), [], [[]], {},
        new Date(), /x/, new Map(), new Set([1]), new ArrayBuffer(8), new Uint8Array(4), new Error("x"),
        new Blob(["x"]), "[iFrameSizer]", "[iFrameSizer]<img src=x>:1", "[iFrameSizer]" + "a".repeat(1e5),
        "[iFrameSizer]a b", "glassbox:renew", "glassbox:keep", '{"subject":"lti.frameResize","height":1}',
        { context: "h5p", action: "resize", scrollHeight: 1 }, { message: "height", value: 1, secret: "s" },
        { type: "mount", id: "neuron-1", widget: "gates", settings: {} }, { type: "unmount", id: "neuron-1" },
        { type: "turn", id: "neuron-1", settings: { w1: 3 } }, { type: "progress", stage: "ready" },
        { type: "patch", id: "neuron-1", text: { status: "hit" }, values: { w1: 3 } },
        { type: "broken", reason: "hit" }, { type: "borrow", name: "memory" }, { type: "started", from: "x" },
        { type: "glassbox:offline", failed: "hit" }, { type: "glassbox:boot" }, { __proto__: null, polluted: 1 }];
    for (const height of [1, 99, 10001, -5, 1e9, NaN, Infinity, "500", [500], { valueOf: 500 }, 500n, null])
        kinds.push({ context: "glassbox", height });
    const cyclic = {};
    cyclic.self = cyclic;
    let deep = [];
    for (let level = 0; level < 1000; level += 1) deep = [deep];
    for (const data of [...kinds, cyclic, deep]) target.postMessage(data, "*");
}"""

STRANGER = f"""<!doctype html><title>A stranger</title><script>
const post = {MESSAGES};
addEventListener("message", ({{ source, data }}) => {{
    if (source !== parent || data !== "begin") return;
    post(parent);
    if (parent.frames.tool) {{
        post(parent.frames.tool);
        parent.frames.tool.postMessage("[iFrameSizer]evil:8:false:false:32:true", "*");
    }}
    parent.postMessage({{ context: "glassbox", height: 5000 }}, "*");
    parent.postMessage("done", "*");
}});
</script>"""

# A host that keeps what it hears, and lets its stranger begin when told to.
LISTENING = """
    const tool = document.getElementById("tool");
    window.toolElement = tool;
    window.heard = [];
    addEventListener("message", ({ data, source }) =>
        heard.push([source === tool.contentWindow ? "tool" : "other", data]));
    window.begin = () => new Promise((go) => {
        addEventListener("message", ({ data }) => data === "done" && setTimeout(go));
        document.querySelector("#stranger").contentWindow.postMessage("begin", "*");
    });
"""

KNOWN = re.compile(
    r"""\{"context":"glassbox","height":\d+\}|\{"context":"h5p","action":"resize","scrollHeight":\d+\}"""
    r"""|"\{\\"subject\\":\\"lti\.frameResize\\",\\"height\\":\d+\}"|"\[iFrameResizerChild\]Ready\""""
    r"""|"\[iFrameSizer\]host:\d+:\d+:\w+\""""
)


def hostile_host(page: Page, site: Site, script: str = "") -> Frame:
    """A host with a frame of ours and one of a stranger in it."""
    (site.grounds / "stranger.html").write_text(STRANGER, encoding="utf-8")
    without_python(page)
    tool = frame_tag(embed(site.root_url, "neuron", w1="1.234"))
    stranger = (
        f'<iframe id="stranger" title="A stranger" src="{site.grounds_url}stranger.html" '
        'style="height: 150px"></iframe>'
    )
    open_host(page, site, tool + stranger, LISTENING + script)
    frame = page.frame(name="tool")
    assert frame is not None
    frame.wait_for_selector("[data-state=waiting]")
    page.wait_for_function("() => heard.some(([, data]) => data?.context === 'glassbox')")
    return frame


def settings_of(frame: Frame) -> Any:
    return frame.evaluate(
        "[...document.forms[0].elements].map((e) => [e.name, e.value, e.checked])"
    )


def test_a_frame_obeys_no_stranger_and_tells_nobody_more_than_its_height(
    anywhere: Page, site: Site
) -> None:
    frame = hostile_host(anywhere, site)
    before, text = settings_of(frame), frame.inner_text("main")
    anywhere.evaluate("begin()")
    anywhere.evaluate(f"({MESSAGES})(frames.tool)")
    anywhere.evaluate("frames.tool.postMessage('[iFrameSizer]host:8:false', '*')")
    anywhere.wait_for_function("() => heard.some(([, data]) => /host/.test(data))")
    assert settings_of(frame) == before
    assert frame.inner_text("main") == text
    said = anywhere.evaluate(
        "heard.filter(([who]) => who === 'tool').map(([, data]) => JSON.stringify(data))"
    )
    assert [words for words in said if not KNOWN.fullmatch(words)] == []
    assert not any("1.234" in words or "evil" in words for words in said)


def test_the_host_script_obeys_none_but_the_course_s_own_frames(
    anywhere: Page, watch: Watch, site: Site
) -> None:
    script = f"""document.body.append(Object.assign(document.createElement("script"),
        {{ src: "{site.root_url}embed.js" }}));"""
    frame = hostile_host(anywhere, site, script)
    anywhere.wait_for_function("() => parseInt(toolElement.style.height) > 300")
    height = anywhere.evaluate("toolElement.style.height")
    anywhere.evaluate("begin()")
    assert anywhere.evaluate("document.querySelector('#stranger').style.height") == "150px"
    frame.evaluate(f"({MESSAGES})(parent)")
    frame.evaluate("parent.postMessage({ context: 'glassbox', height: 777.5 }, '*')")
    anywhere.wait_for_function("() => toolElement.style.height === '778px'")
    assert height != "778px"
    assert anywhere.evaluate("document.querySelector('#stranger').style.height") == "150px"


@pytest.mark.parametrize("name", ["teachers.html", "playground.html"])
def test_a_page_of_the_course_obeys_no_message(page: Page, site: Site, name: str) -> None:
    assert name in page_names()
    without_python(page)
    page.add_init_script(WATCHED)
    page.goto(site.url + name)
    page.wait_for_load_state("load")
    before = page.evaluate("[document.querySelector('main').innerText, window.forms()]")
    page.evaluate(f"({MESSAGES})(window)")
    page.evaluate("() => new Promise((go) => setTimeout(go))")
    assert page.evaluate("[document.querySelector('main').innerText, window.forms()]") == before
    assert page.evaluate("window.hits") == []
