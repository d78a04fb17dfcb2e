"""Stands in for web/python/main.py: runs pytest in the course's own worker, on request.

The archive brings pytest with what it needs, and the tests. It brings no `pycore`: that is the
one in the course's own archive, which the interpreter has unpacked before this file runs. Only the
data files of `pycore` come with the tests, since a page fetches those that it wants one by one.
"""

import json
import os
import shutil
import sys
import traceback
from pathlib import Path

import js
import pyodide_js
from polyscript import xworker
from pyodide.ffi import JsProxy, to_js

# What only some lessons import comes when it is imported: its examples are looked for in its files.
import pycore.layers

HOME = "/home/pyodide/glassbox"


async def unpack(address: str) -> None:
    """Fetch the archive and make its contents importable."""
    if Path(HOME).exists():
        return
    answer = await js.fetch(address)
    pyodide_js.unpackArchive(await answer.arrayBuffer(), "zip", extractDir=HOME)
    package = Path(pycore.__file__).parent
    shutil.move(HOME + "/pycore/datasets/data", package / "datasets")
    os.chdir(HOME)
    sys.path.insert(0, HOME + "/lib")


def post(**message: str) -> None:
    """Send a message to the page."""
    xworker.postMessage(to_js(message, dict_converter=js.Object.fromEntries))


async def run(event: JsProxy) -> None:
    """Run pytest with the arguments of the message and post the report."""
    try:
        await unpack(event.data.archive)
        import outcomes

        arguments = event.data.arguments.to_py()
        report = outcomes.run(arguments, tell=lambda test: post(type="begun", text=test))
    except BaseException:
        report = {"failed": {"the worker": traceback.format_exc()}}
    post(type="report", json=json.dumps(report))


xworker.onmessage = run
