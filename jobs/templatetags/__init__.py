"""What templates say of posts, fairs and days."""
