"""Drawing: a pen, colours, scales, axes, marks."""
