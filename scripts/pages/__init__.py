"""Pages from one pass: sources, elements and handlers, forms, links, tasks, choices."""
