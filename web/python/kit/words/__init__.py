"""Words and numbers for readers: one writer of numbers, calculations, sentences."""
