"""The command `serve.py`: build the site and serve it."""
