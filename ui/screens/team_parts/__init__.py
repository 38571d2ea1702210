"""The parts of the page of the team: the list, what is told of a member or of the root keys, and the forms."""
