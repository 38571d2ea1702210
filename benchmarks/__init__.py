"""Every speed that the project promises, as a ratio against its floor, measured in the same run."""
