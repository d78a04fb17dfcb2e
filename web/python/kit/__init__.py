"""View tools for the widgets: scales, colours, pens, sentences, and the messages to the page.

Everything here runs in plain CPython except `kit.page.browser`, the one module that touches the
browser. Its rooms: `page` (messages, views, widgets), `pen`, `pictures`, `words`, `run`
and `kinds`.
"""
