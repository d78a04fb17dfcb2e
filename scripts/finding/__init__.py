"""How the course is found: search, what is shown where it is shared, sitemap, unknown addresses."""
