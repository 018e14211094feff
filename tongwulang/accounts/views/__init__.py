"""The doors of the site, and the pages on which people look after their account."""
