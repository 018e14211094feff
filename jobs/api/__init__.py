"""/api/v1/: what the public pages show, for machines. Read-only and open to everybody."""
