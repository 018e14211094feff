"""Runs the product's own engines over files of a fixed form, so that anyone can score them."""
