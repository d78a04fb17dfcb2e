"""The runtime of the site: fetched, verified, cut down, compiled, and its memory kept."""
