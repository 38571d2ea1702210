"""What all tests share: how hypothesis works here."""

from __future__ import annotations

from hypothesis import settings

# Found by chance and kept by print_blob: what fails is printed with what reproduces it. No deadline, for the machines
# that run the tests are slow at times, and a law is not a benchmark.
settings.register_profile("thisat", deadline=None, print_blob=True, derandomize=False)
settings.load_profile("thisat")
