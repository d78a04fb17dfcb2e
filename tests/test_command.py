"""The test command itself: what it runs, what it counts, what it says.

Longer than other files: the command is tested as a whole, with its stages replaced.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import test as command
from scripts.testing import running
from scripts.testing.environment import SETUPS, SetupError
from scripts.testing.report import Case, counts, read_cases, slowest
from scripts.testing.running import Result, run_stage
from scripts.testing.stages import Stage, stages
from scripts.testing.summary import summary
from tests.places import ROOT

REPORT = """<testsuites><testsuite>
<testcase classname="a" name="passes"/>
<testcase classname="a" name="fails"><failure message="no"/></testcase>
<testcase classname="a" name="errs in setup"><error message="no"/></testcase>
<testcase classname="a" name="is skipped"><skipped message="why"/></testcase>
<testcase classname="a" name="fails, then errs in teardown"><failure message="no"/></testcase>
<testcase classname="a" name="fails, then errs in teardown"><error message="no"/></testcase>
<testcase classname="b" name="passes"/>
</testsuite></testsuites>"""


CHECKS = ("format", "lint", "types", "javascript")


def unit() -> Stage:
    return Stage("unit", "the engine", tests=("tests/unit",))


def test_counts_are_read_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert counts(read_cases(report)) == (2, 3, 1)


def test_a_missing_report_counts_nothing(tmp_path: Path) -> None:
    assert read_cases(tmp_path / "report.xml") == []


def test_the_slowest_tests_are_told_with_their_seconds() -> None:
    cases = [Case(f"a::{number}", "passed", number / 2) for number in range(30)]
    assert [case.seconds for case in slowest(cases)] == [number / 2 for number in range(29, 19, -1)]
    text = summary(
        [Result(unit(), 0, 1.0, cases=cases[:15]), Result(unit(), 0, 1.0, cases=cases[15:])]
    )
    lines = [line.strip() for line in text.splitlines()]
    first = lines.index("The slowest tests:") + 1
    assert lines[first : first + 2] == ["14.5 s  a::29", "14.0 s  a::28"]
    assert lines[first + 9 : first + 11] == ["10.0 s  a::20", ""]


def test_a_test_is_as_slow_as_its_report_says(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuite><testcase classname="a" name="b" time="2.5"/>'
        '<testcase classname="a" name="b" time="0.5"><error/></testcase></testsuite>'
    )
    assert read_cases(report) == [Case("a::b", "failed", 2.5)]


def test_the_last_line_sums_the_stages() -> None:
    results = [
        Result(unit(), code=0, seconds=1.0, passed=10),
        Result(unit(), code=1, seconds=1.0, passed=5, failed=2, skipped=1),
    ]
    assert summary(results).splitlines()[-1] == "15 passed, 2 failed"


def test_a_failed_stage_is_marked_in_the_summary() -> None:
    lint = Stage("lint", "ruff", command=("ruff",))
    text = summary([Result(lint, code=1, seconds=0.5)])
    assert "lint       FAILED" in text


def test_pytest_that_fails_without_a_failing_test_counts_as_one_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "run", lambda *_command, **_environment: 4)
    result = run_stage(unit(), [])
    assert (result.code, result.failed) == (4, 1)


def test_a_stage_whose_needs_cannot_be_met_fails_with_the_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> dict[str, str]:
        raise SetupError("No Chromium was found.")

    monkeypatch.setitem(SETUPS, "chromium", refuse)
    stage = Stage("browser", "pages", tests=("tests/browser",), needs=("chromium",))
    result = run_stage(stage, [])
    assert result.code == 1
    assert "No Chromium was found." in capsys.readouterr().out


def test_without_arguments_every_stage_runs() -> None:
    assert command.parse([]).stages == stages()


def test_arguments_select_stages_in_the_order_of_the_command() -> None:
    chosen = command.parse(["lint", "format"]).stages
    assert [stage.name for stage in chosen] == ["format", "lint"]


def test_install_alone_runs_no_stage() -> None:
    assert command.parse(["install"]).stages == []


def test_what_follows_two_dashes_goes_to_pytest() -> None:
    wish = command.parse(["unit", "--", "-k", "neuron"])
    assert [stage.name for stage in wish.stages] == ["unit"]
    assert wish.options == ["-k", "neuron"]


def test_changed_narrows_the_stages_that_are_named_or_all() -> None:
    assert command.parse(["changed"]) == command.Wish(stages(), [], since="main")
    wish = command.parse(["changed", "unit", "--since", "HEAD~1", "--", "-x"])
    assert ([stage.name for stage in wish.stages], wish.options) == (["unit"], ["-x"])
    assert wish.since == "HEAD~1"
    assert command.parse(["unit"]).since == ""


@pytest.mark.parametrize(
    ("files", "ran", "said"),
    [
        (["tests/browser/test_axe.py"], [*CHECKS, "stage", "rules"], "unit: "),
        (["pyproject.toml"], [stage.name for stage in stages()], ""),
    ],
)
def test_changed_says_what_it_leaves_out_and_builds_only_for_the_browser(
    files: list[str],
    ran: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command, "changed_files", lambda root, since: files)
    chosen = command.touched_stages(command.parse(["changed"]))
    assert [stage.name for stage in chosen] == ran
    told = capsys.readouterr().out
    assert told.startswith("Changed since main: 1 files.\n")
    assert ("left out" in told) is bool(said)
    assert said in told


def test_changed_without_such_a_revision_is_told_by_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "make_venv", lambda: None)
    assert command.main(["changed", "--since", "no-such-revision"]) == 1
    assert "no-such-revision" in capsys.readouterr().out


def test_an_unknown_stage_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.parse(["untit"])
    assert "no stage is called untit" in capsys.readouterr().err


def test_without_a_firefox_the_other_browser_is_tested_and_the_summary_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(SETUPS, "firefox", dict)
    monkeypatch.setattr(running, "run", lambda *_command, **_environment: 0)
    stage = Stage("browser", "pages", tests=("tests/browser",), needs=("firefox",))
    result = run_stage(stage, [])
    assert result.code == 0
    assert "nothing is tried in it" in summary([result])


@pytest.mark.parametrize(("code", "site"), [(0, True), (1, False)])
def test_the_browser_tests_use_the_site_that_this_run_has_built(
    monkeypatch: pytest.MonkeyPatch, code: int, site: bool
) -> None:
    given: list[dict[str, str]] = []

    def run(arguments: list[str], **environment: str) -> int:
        given.append(environment)
        return code if "build" in arguments else 0

    monkeypatch.setattr(running, "run", run)
    monkeypatch.setattr(command, "make_venv", lambda: None)
    monkeypatch.setattr(running, "SETUPS", {"npm": dict, "chromium": dict, "firefox": dict})
    command.main(["build", "browser"])
    assert ("GLASSBOX_DIST" in given[-1]) == site


def test_without_a_new_node_nothing_is_tried_in_it_and_the_summary_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(SETUPS, "node", dict)
    stage = Stage("stage", "modules", tests=("a.mjs",), needs=("node",), runner="node")
    result = run_stage(stage, [])
    assert result.code == 0
    assert "older than 20" in summary([result])


def test_tests_that_node_runs_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "planted.test.mjs"
    file.write_text(
        """import { test } from "node:test";
test("passes", () => {});
test("fails", () => { throw new Error("planted"); });
test("is skipped", { skip: "planted" }, () => {});
"""
    )
    stage = Stage("stage", "modules", tests=(str(file),), needs=("node",), runner="node")
    result = run_stage(stage, ["-k", "what pytest alone understands"])
    if result.notes:
        pytest.skip(result.notes[0])
    assert result.code
    assert (result.passed, result.failed, result.skipped) == (1, 1, 1)


def test_every_folder_of_tests_belongs_to_a_stage() -> None:
    arguments = [argument for stage in stages() for argument in stage.tests]
    listed = {str(Path(one).parent) if one.endswith(".mjs") else one for one in arguments}
    files = [*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "tests").rglob("*.test.mjs")]
    folders = {path.parent for path in files}
    homes = {folder.relative_to(ROOT).as_posix() for folder in folders} - {"tests"}
    missing = {home for home in homes if not any(home.startswith(name) for name in listed)}
    assert not missing
