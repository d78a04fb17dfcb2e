"""Networks small enough to be trained while the reader watches, with their data and settings."""
