"""Input shapes of the doors."""
