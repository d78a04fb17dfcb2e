"""What the tests need of a machine: what is found there, what is installed, what is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts.testing import environment as machine


def test_the_chosen_chromium_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_CHROMIUM", "no-such-program")
    with pytest.raises(machine.SetupError, match="no-such-program"):
        machine.find_chromium()


def test_a_chromium_on_the_path_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.delenv("GLASSBOX_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.find_chromium() == str(program)


def test_no_chromium_and_no_way_to_install_one_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GLASSBOX_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "CHROMIUM_NAMES", ("chromium",))
    with pytest.raises(machine.SetupError, match="install chromium or Google Chrome"):
        machine.install_chromium()


def test_debian_is_asked_for_a_chromium_when_there_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text(f"""#!/bin/sh
        echo "$@" >> {tmp_path}/calls
        printf '#!/bin/sh' > {tmp_path}/chromium
        /bin/chmod +x {tmp_path}/chromium
    """)
    apt.chmod(0o755)
    monkeypatch.delenv("GLASSBOX_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "CHROMIUM_NAMES", ("chromium",))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert machine.install_chromium() == {"GLASSBOX_CHROMIUM": str(tmp_path / "chromium")}
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls == ["-qq update", "-qq install -y --no-install-recommends chromium"]


@pytest.fixture
def no_firefox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a Firefox, and without a way to install one."""
    monkeypatch.delenv("GLASSBOX_FIREFOX", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "FIREFOX_NAMES", ("firefox-esr",))


@pytest.mark.usefixtures("no_firefox")
def test_debian_is_asked_for_a_firefox_when_there_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def install(package: str) -> bool:
        asked.append(package)
        program = tmp_path / package
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        return True

    monkeypatch.setattr(machine, "apt_install", install)
    assert machine.install_firefox() == {"GLASSBOX_FIREFOX": str(tmp_path / "firefox-esr")}
    assert asked == ["firefox-esr"]


@pytest.mark.usefixtures("no_firefox")
def test_without_a_firefox_it_is_said_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert machine.install_firefox() == {}
    assert "install it, or set GLASSBOX_FIREFOX" in capsys.readouterr().out
