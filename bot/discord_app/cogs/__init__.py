"""The commands, one topic a file."""
