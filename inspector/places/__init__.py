"""Communes in time: a unit is a code and a period, and 2025 left almost no unit as it was."""
