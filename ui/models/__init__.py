"""One item model per projection: shows what it is given, owns nothing, asks nothing."""
