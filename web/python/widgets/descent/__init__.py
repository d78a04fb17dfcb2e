"""The widgets of the lesson “Gradient descent”."""
