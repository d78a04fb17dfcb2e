"""Drawing: pens, colours, scales, axes, marks."""
