"""Parts of the page that stands before a dossier: each is one state of it."""
