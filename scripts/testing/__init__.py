"""What the test command is made of: its stages, how they run, what it reports."""
