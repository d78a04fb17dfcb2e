"""Messages by strangers: obeyed by no page and no frame, and answered by a height at most."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.embed.test_embedding import anywhere, embed, frame_tag, open_host
from tests.browser.harness import HOSTS, Site, Watch
from tests.browser.hostile.test_hostile import WATCHED, without_python

__all__ = ["anywhere"]

MESSAGES = (HOSTS / "messages.js").read_text(encoding="utf-8").split("\n", 1)[1].rstrip(";\n")

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
    frame.wait_for_function("() => document.documentElement.dataset.python === 'loading'")
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
    without_python(page)
    page.add_init_script(WATCHED)
    page.goto(site.url + name)
    page.wait_for_load_state("load")
    before = page.evaluate("[document.querySelector('main').innerText, window.forms()]")
    page.evaluate(f"({MESSAGES})(window)")
    page.evaluate("() => new Promise((go) => setTimeout(go))")
    assert page.evaluate("[document.querySelector('main').innerText, window.forms()]") == before
    assert page.evaluate("window.hits") == []
