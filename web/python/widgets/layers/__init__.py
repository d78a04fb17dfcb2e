"""The widgets of the lesson “Layers and the forward pass”."""
