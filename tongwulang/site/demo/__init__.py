"""Demo content: pure builders that invent it, and the writer that stores it in bulk."""
