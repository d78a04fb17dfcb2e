"""Pictures that several widgets draw: planes, graphs, networks, loss curves, reliefs."""
