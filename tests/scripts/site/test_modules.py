from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.site.modules import Import, imports, without_comments
from tests.places import WEB


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
    assert imports(statement) == (Import("./a.js", later=False),)


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
    assert imports(call) == (Import("./a.js", later=True),)


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
    assert imports(code) == ()


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("a(); // b\nc();", "a();\nc();"),
        ("/** a\n * b */\nc();", "\n\nc();"),
        ("return /** @type {A} */ (b);", "return  (b);"),
        ("return/* a\n */b;", "return\nb;"),
        ("a/* b */c", "a c"),
        ("const a = `// ${b /* c */} /* d */`; // e", "const a = `// ${b } /* d */`;"),
        (r"""const a = /\/\/["'`]/; // b""", r"""const a = /\/\/["'`]/;"""),
        ("""const a = "/* b */ \\" // c"; // d""", """const a = "/* b */ \\" // c";"""),
        ("const a = 4 / 2; // b / c", "const a = 4 / 2;"),
    ],
)
def test_comments_are_taken_out_and_nothing_else(code: str, left: str) -> None:
    assert without_comments(code) == left


def test_every_module_of_the_stage_is_the_same_program_without_them(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node.js")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for path in (WEB / "stage").rglob("*.js"):
        source = path.read_text("utf-8")
        left = without_comments(source)
        assert left.count("\n") == source.count("\n"), path
        assert imports(left) == imports(source), path
        assert without_comments(left) == left, path
        module = tmp_path / path.relative_to(WEB)
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(left, encoding="utf-8")
    names = [str(path) for path in tmp_path.rglob("*.js")]
    assert len(names) > 40
    check = """import { execFileSync } from "node:child_process";
        for (const name of process.argv.slice(1)) execFileSync(process.execPath, ["--check", name]);
    """
    subprocess.run([node, "--input-type=module", "-e", check, *names], check=True)
