"""The fonts: Glassbox Math, which is ours, and how those of texts are declared."""
