"""The widgets of the lesson “Activation functions”."""
