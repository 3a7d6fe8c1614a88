"""What rules look at, each read once: an open PDF → its text, its pixels, its resources."""
