"""The font of formulas, Glassbox Math."""
