"""What changes several rows of accounts, takes a lock, or ends somebody's rights."""
