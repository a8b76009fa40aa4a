"""What is missing or wrong in one pack file, all of it at once, for the person who writes it."""
