"""The page as widgets see it: messages, views, and what every widget is."""
