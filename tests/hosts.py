"""What runs compiled steps where the tests run: the same module as on the page, or wasmtime."""

import sys

from pycore.compiled import Host


def host_here() -> Host:
    """The host of this Python."""
    if sys.platform == "emscripten":
        from kit.page.browser import browser_host

        return browser_host
    from pycore.compiled.native import native_host

    return native_host
