from __future__ import annotations

import re

from scripts.site.preloads import with_preloads

PAGE = b"""<head>
<script type="module" src="./stage/stage.js"></script>
<link rel="modulepreload" fetchpriority="low" href="./quick/core.js">
</head>
<body></body>"""


def test_every_module_that_a_page_imports_is_named_once_and_in_the_order_of_need() -> None:
    files = {
        "index.html": PAGE,
        "stage/stage.js": b'import { a } from "./a.js";\nimport "./b.js";\n',
        "stage/a.js": b'import c from "../quick/c.js";\nimport { b } from "./b.js";\n',
        "stage/b.js": b'import { a } from "./a.js";\n',
        "quick/c.js": b"export default null;\n",
        "quick/core.js": b'export{a as b}from"./core-1.js";\n',
        "quick/core-1.js": b'import("./later.js");\n',
        "quick/later.js": b"export{};\n",
    }
    names = ["stage/a.js", "stage/b.js", "quick/core-1.js", "quick/c.js"]
    link = '<link rel="modulepreload" fetchpriority="low" href="./{}">\n'
    links = "".join(map(link.format, names)).encode()
    assert with_preloads(files) == {
        "index.html": PAGE.replace(b"</head>", links + b"</head>"),
    }


def test_what_a_pages_own_module_asks_for_by_a_call_is_named_and_what_others_do_is_not() -> None:
    page = b'<head><script type="module" src="./stage/frame/embedded.js"></script></head>'
    files = {
        "embed.html": page,
        "stage/frame/embedded.js": b'const { filled } = await import("../stage.js");\n',
        "stage/stage.js": b'import "./a.js";\nconst later = () => import("./b.js");\n',
        "stage/a.js": b"",
        "stage/b.js": b"",
    }
    text = with_preloads(files)["embed.html"].decode()
    assert re.findall('href="([^"]*)"', text) == ["./stage/stage.js", "./stage/a.js"]


def test_a_page_without_modules_stays_as_it_is() -> None:
    assert with_preloads({"a.html": b"<head></head>"}) == {"a.html": b"<head></head>"}


def test_what_is_no_page_is_left_alone() -> None:
    assert with_preloads({"a.js": b'import "./b.js";</head>'}) == {}
