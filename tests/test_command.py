"""The test command itself: what it runs, what it counts, what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import test as command

REPORT = """<testsuites><testsuite>
<testcase classname="a" name="passes"/>
<testcase classname="a" name="fails"><failure message="no"/></testcase>
<testcase classname="a" name="errs in setup"><error message="no"/></testcase>
<testcase classname="a" name="is skipped"><skipped message="why"/></testcase>
<testcase classname="a" name="fails, then errs in teardown"><failure message="no"/></testcase>
<testcase classname="a" name="fails, then errs in teardown"><error message="no"/></testcase>
<testcase classname="b" name="passes"/>
</testsuite></testsuites>"""


def unit() -> command.Stage:
    return command.Stage("unit", "the engine", tests=("tests/unit",))


def test_counts_are_read_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert command.read_counts(report) == (2, 3, 1)


def test_a_missing_report_counts_nothing(tmp_path: Path) -> None:
    assert command.read_counts(tmp_path / "report.xml") == (0, 0, 0)


def test_the_last_line_sums_the_stages() -> None:
    results = [
        command.Result(unit(), code=0, seconds=1.0, passed=10),
        command.Result(unit(), code=1, seconds=1.0, passed=5, failed=2, skipped=1),
    ]
    assert command.summary(results).splitlines()[-1] == "15 passed, 2 failed"


def test_a_failed_stage_is_marked_in_the_summary() -> None:
    lint = command.Stage("lint", "ruff", command=("ruff",))
    text = command.summary([command.Result(lint, code=1, seconds=0.5)])
    assert "lint       FAILED" in text


def test_pytest_that_fails_without_a_failing_test_counts_as_one_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "run", lambda *_command, **_environment: 4)
    result = command.run_stage(unit(), [])
    assert (result.code, result.failed) == (4, 1)


def test_a_stage_whose_needs_cannot_be_met_fails_with_the_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> dict[str, str]:
        raise command.SetupError("No Chromium was found.")

    monkeypatch.setitem(command.SETUPS, "chromium", refuse)
    stage = command.Stage("browser", "pages", tests=("tests/browser",), needs=("chromium",))
    result = command.run_stage(stage, [])
    assert result.code == 1
    assert "No Chromium was found." in capsys.readouterr().out


def test_without_arguments_every_stage_runs() -> None:
    assert command.parse([])[0] == command.stages()


def test_arguments_select_stages_in_the_order_of_the_command() -> None:
    chosen, _ = command.parse(["lint", "format"])
    assert [stage.name for stage in chosen] == ["format", "lint"]


def test_install_alone_runs_no_stage() -> None:
    assert command.parse(["install"])[0] == []


def test_what_follows_two_dashes_goes_to_pytest() -> None:
    chosen, options = command.parse(["unit", "--", "-k", "neuron"])
    assert [stage.name for stage in chosen] == ["unit"]
    assert options == ["-k", "neuron"]


def test_an_unknown_stage_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.parse(["untit"])
    assert "no stage is called untit" in capsys.readouterr().err


def test_without_a_firefox_the_other_browser_is_tested_and_the_summary_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(command.SETUPS, "firefox", dict)
    monkeypatch.setattr(command, "run", lambda *_command, **_environment: 0)
    stage = command.Stage("browser", "pages", tests=("tests/browser",), needs=("firefox",))
    result = command.run_stage(stage, [])
    assert result.code == 0
    assert "nothing is tried in it" in command.summary([result])


@pytest.mark.parametrize(("code", "site"), [(0, True), (1, False)])
def test_the_browser_tests_use_the_site_that_this_run_has_built(
    monkeypatch: pytest.MonkeyPatch, code: int, site: bool
) -> None:
    given: list[dict[str, str]] = []

    def run(arguments: list[str], **environment: str) -> int:
        given.append(environment)
        return code if "build" in arguments else 0

    monkeypatch.setattr(command, "run", run)
    monkeypatch.setattr(command, "make_venv", lambda: None)
    monkeypatch.setattr(command, "SETUPS", {"npm": dict, "chromium": dict, "firefox": dict})
    command.main(["build", "browser"])
    assert ("GLASSBOX_DIST" in given[-1]) == site


def test_without_a_new_node_nothing_is_tried_in_it_and_the_summary_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(command.SETUPS, "node", dict)
    stage = command.Stage("stage", "modules", tests=("a.mjs",), needs=("node",), runner="node")
    result = command.run_stage(stage, [])
    assert result.code == 0
    assert "older than 20" in command.summary([result])


def test_tests_that_node_runs_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "planted.test.mjs"
    file.write_text(
        """import { test } from "node:test";
test("passes", () => {});
test("fails", () => { throw new Error("planted"); });
test("is skipped", { skip: "planted" }, () => {});
"""
    )
    stage = command.Stage("stage", "modules", tests=(str(file),), needs=("node",), runner="node")
    result = command.run_stage(stage, ["-k", "what pytest alone understands"])
    if result.notes:
        pytest.skip(result.notes[0])
    assert result.code
    assert (result.passed, result.failed, result.skipped) == (1, 1, 1)


def test_every_folder_of_tests_belongs_to_a_stage() -> None:
    arguments = [argument for stage in command.stages() for argument in stage.tests]
    listed = {str(Path(one).parent) if one.endswith(".mjs") else one for one in arguments}
    files = [
        *(command.ROOT / "tests").rglob("test_*.py"),
        *(command.ROOT / "tests").rglob("*.test.mjs"),
    ]
    folders = {path.parent for path in files}
    homes = {folder.relative_to(command.ROOT).as_posix() for folder in folders} - {"tests"}
    missing = {home for home in homes if not any(home.startswith(name) for name in listed)}
    assert not missing
