"""Parts of the screen that reviews and seals a visit."""
