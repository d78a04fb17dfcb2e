"""What the tests need of a machine: a virtual environment, npm's packages and browsers.

Each step finds what is there and installs what is not, or says what to do.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import ROOT

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FIREFOX_NAMES = (
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
)

# Few machines without apt have it, and one browser is worth testing without the other.
NO_FIREFOX = "No Firefox was found, so nothing is tried in it"

OLDEST_NODE = 20
OLD_NODE = f"This Node.js is older than {OLDEST_NODE}, so nothing is tried in it"


class SetupError(Exception):
    """Something a stage needs is not there; the message says what to do."""


def sha256(*paths: Path) -> str:
    """The hash of several files together, and of the Python that would use them."""
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def run(command: list[str], **environment: str) -> int:
    """Run a command in the root of the repository and return its exit code."""
    try:
        return subprocess.run(command, cwd=ROOT, env=os.environ | environment).returncode
    except OSError as error:
        print(f"{command[0]}: {error.strerror}")
        return 127


def apt_install(package: str) -> bool:
    """Install a Debian package, if this is Debian and we may; say whether it worked."""
    if not shutil.which("apt-get"):
        return False
    root = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    if root and not shutil.which("sudo"):
        return False
    print(f"Installing Debian's {package} …", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run([*root, "apt-get", "-qq", "update"], **quiet)
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", package]
    return run([*root, *install], **quiet) == 0


def make_venv() -> None:
    """Make .venv and install the pinned requirements, unless that was done already."""
    requirements = ROOT / "requirements-dev.txt"
    stamp = VENV / "requirements.sha256"
    wanted = sha256(requirements)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Making .venv with the pinned requirements …", flush=True)
    if not has_ensurepip() and not apt_install("python3-venv"):
        raise SetupError(
            "This Python cannot make virtual environments: install Debian's python3-venv, "
            "or use a Python that has ensurepip."
        )
    # Outside this process: on Debian a python3-venv installed just now is not seen from within.
    if run([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise SetupError(
            f"No virtual environment could be made in {VENV.name}; the reason is above."
        )
    pip = [str(BIN / "python"), "-m", "pip", "--disable-pip-version-check"]
    if run([*pip, "install", "--quiet", "--requirement", str(requirements)]):
        raise SetupError("pip could not install requirements-dev.txt; its reason is above.")
    stamp.write_text(wanted)


def has_ensurepip() -> bool:
    """Whether this Python can put pip into a new virtual environment."""
    return (
        subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode
        == 0
    )


def install_npm() -> dict[str, str]:
    """Install the pinned npm packages (what audits pages), unless that was done already."""
    stamp = ROOT / "node_modules" / ".package-lock.sha256"
    wanted = sha256(ROOT / "package-lock.json")
    if stamp.exists() and stamp.read_text() == wanted:
        return {}
    if not shutil.which("npm") and not apt_install("npm"):
        raise SetupError("npm was not found: install Node.js, which brings it (axe-core needs it).")
    print("Installing the pinned npm packages …", flush=True)
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    if run(["npm", "ci", "--ignore-scripts", *quiet]):
        raise SetupError("npm could not install package-lock.json; its reason is above.")
    stamp.write_text(wanted)
    return {}


def find_chromium() -> str | None:
    """The Chromium to use: GLASSBOX_CHROMIUM if set, else the first known name on PATH."""
    return find_browser("GLASSBOX_CHROMIUM", CHROMIUM_NAMES)


def find_firefox() -> str | None:
    """The Firefox to use: GLASSBOX_FIREFOX if set, else the first known name on PATH."""
    return find_browser("GLASSBOX_FIREFOX", FIREFOX_NAMES)


def find_browser(variable: str, names: tuple[str, ...]) -> str | None:
    """The program that an environment variable names, else the first of these names on PATH."""
    chosen = os.environ.get(variable)
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise SetupError(f"{variable} is {chosen!r}, which is not a program here.")
        return found
    return next((found for name in names if (found := shutil.which(name))), None)


def install_chromium() -> dict[str, str]:
    """Find a Chromium or install Debian's; return the variable that names it."""
    found = find_chromium() or (apt_install("chromium") and find_chromium())
    if not found:
        raise SetupError(
            "No Chromium was found: install chromium or Google Chrome, "
            "or set GLASSBOX_CHROMIUM to the program."
        )
    return {"GLASSBOX_CHROMIUM": found}


def install_firefox() -> dict[str, str]:
    """Find a Firefox or install Debian's; return the variable that names it, if there is one."""
    found = find_firefox() or (apt_install("firefox-esr") and find_firefox())
    if not found:
        print(f"{NO_FIREFOX}: install it, or set GLASSBOX_FIREFOX to the program.")
        return {}
    return {"GLASSBOX_FIREFOX": found}


def find_node() -> dict[str, str]:
    """Return the variable that names the Node.js for the stage's modules, if it is new enough.

    Debian 12 has an older one, which is good enough for npm.
    """
    node = shutil.which("node")
    if not node:
        raise SetupError("Node.js was not found, although npm comes with it: put it on PATH.")
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    major = said.strip().removeprefix("v").split(".")[0]
    if not major.isdecimal() or int(major) < OLDEST_NODE:
        print(f"{OLD_NODE}: it is {said.strip()}.")
        return {}
    return {"GLASSBOX_NODE": node}


SETUPS = {
    "npm": install_npm,
    "node": find_node,
    "chromium": install_chromium,
    "firefox": install_firefox,
}
