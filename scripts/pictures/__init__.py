"""Pictures made ahead, drawn by the course's own pens; in the development environment only."""
