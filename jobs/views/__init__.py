"""The public pages of the fair and the market."""
