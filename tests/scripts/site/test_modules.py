from __future__ import annotations

import pytest

from scripts.site.modules import Import, imports


@pytest.mark.parametrize(
    "statement",
    [
        'import "./a.js";',
        'import a from "./a.js";',
        'import { a,\n  b as c } from "./a.js";',
        'import*as a from"./a.js";',
        "export * from './a.js';",
        'export{a}from"./a.js"',
    ],
)
def test_a_static_import_is_seen(statement: str) -> None:
    assert list(imports(statement)) == [Import("./a.js", later=False)]


@pytest.mark.parametrize(
    "call",
    [
        'const a = await import("./a.js");',
        "import( './a.js' ).then(go)",
        '`${await import("./a.js")}`',
        'x = `a${b}c`; import("./a.js"); y = `d`',
        'x = `a${f({ b: `${c}` })} import("./b.js")`; import("./a.js")',
        'import("./a.js", { with: {} })',
        'x = a / b; import("./a.js"); y = c / d;',
    ],
)
def test_an_import_by_a_call_with_an_address_is_seen(call: str) -> None:
    assert list(imports(call)) == [Import("./a.js", later=True)]


@pytest.mark.parametrize(
    "code",
    [
        '// import "./a.js";',
        '/* \n import("./a.js") */',
        """const s = 'import "./a.js"';""",
        r"""const s = "\" + 'import(" + `\` import("./a.js")`;""",
        r"""const r = /["'] from "[.]\/a.js"/;""",
        "import(name); import(`./${name}.js`);",
        'import "numpy"; import { a } from "https://x.test/a.js";',
        'reimport("./a.js"); x.fromage = "./a.js";',
    ],
)
def test_what_only_looks_like_one_is_none(code: str) -> None:
    assert list(imports(code)) == []
