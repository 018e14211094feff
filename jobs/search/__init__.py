"""Chinese text to tokens to query to ranking; pure but for sqlite.py and postgres.py."""
