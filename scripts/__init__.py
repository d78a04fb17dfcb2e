"""What stands behind `serve.py`: fetch the runtime, assemble the site, serve it."""
