"""Questions of a lesson: from a file of data to what a page shows."""
