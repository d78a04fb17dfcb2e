"""What runs in Pyodide under Node.js when the site is built."""
