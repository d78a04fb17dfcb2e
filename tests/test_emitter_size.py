"""What writes WebAssembly stays small enough to be read in one sitting."""

from __future__ import annotations

import ast
import io
import tokenize

from tests.places import ROOT

COMPILED = ROOT / "pycore/compiled"

# What asks for a module, runs it, and feeds it.
NOT_EMITTER = {"__init__.py", "request.py", "host.py", "native.py", "compiled_network.py"}
MOST_LINES = 430
"""400, and 30 for softmax: the one activation that needs a second pass over a row, and exp."""
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def lines_of_code(source: str) -> int:
    """How many lines are not blank, comment or docstring (or another string that stands alone)."""
    strings = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    code = {
        line
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(code - strings)


def test_the_emitter_stays_under_its_limit_of_lines_of_code() -> None:
    files = [path for path in COMPILED.glob("*.py") if path.name not in NOT_EMITTER]
    counts = {path.name: lines_of_code(path.read_text("utf-8")) for path in files}
    assert len(files) >= 5, files
    assert sum(counts.values()) < MOST_LINES, counts


def test_only_lines_of_code_are_counted() -> None:
    source = (
        '"""Two\nlines."""\n\n# why\ndef f(\n    x,\n):\n    """Say."""\n    return """a\nb"""\n'
    )
    assert lines_of_code(source) == 5
