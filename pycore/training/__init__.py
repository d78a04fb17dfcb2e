"""A run: one step of training to be read and one to be run, epochs, records, the end."""
