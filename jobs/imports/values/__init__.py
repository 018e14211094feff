"""What one cell says in everyday words: pay, dates, education, places… One kind a module."""
