"""A network looked at: why, how sensitive, how its loss lies, and its code for elsewhere."""
