"""A table of tiles: symbols and tints by units and items, with names that stay in sight."""
