"""The list of pages for search engines (https://www.sitemaps.org): absolute addresses."""

from __future__ import annotations

import html
from collections.abc import Mapping

from scripts.finding.finished import FinishedPage
from scripts.finding.sharing import address_of

FILE = "sitemap.xml"


def sitemap(pages: Mapping[str, FinishedPage], address: str) -> dict[str, bytes]:
    """Return the sitemap of a site that will lie at an address, under its path."""
    listed = (page for page in pages.values() if not page.hidden)
    places = (html.escape(address_of(page, address)) for page in listed)
    rows = "".join(f"<url><loc>{place}</loc></url>\n" for place in places)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
    return {FILE: text.encode()}
