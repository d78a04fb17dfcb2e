"""A network: neurons, layers, losses, and how the loss depends on every weight."""
