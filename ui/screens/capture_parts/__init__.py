"""Parts of the recording screen."""
