"""The communes, and the script that makes their list from its source (see README.md beside this)."""
