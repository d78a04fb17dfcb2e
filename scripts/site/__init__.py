"""The site: pages from one pass, style sheets, modules, archives, as one folder."""
