"""Parts of the screen that merges files."""
