"""What writes messages, moves them on their way, and remembers who does not want which."""
