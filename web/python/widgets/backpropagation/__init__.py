"""The widgets of the lesson “Loss and backpropagation”."""
