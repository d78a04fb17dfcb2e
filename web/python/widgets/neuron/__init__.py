"""The widgets of the lesson “The artificial neuron”."""
