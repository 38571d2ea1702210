"""The parts of the workbench: each shows one thing and tells the screen what a person wants."""
