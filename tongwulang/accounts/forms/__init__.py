"""What people type to come in and to look after their account."""
