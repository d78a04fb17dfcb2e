"""Kinds of widgets: exercises by hand, runs of epochs."""
