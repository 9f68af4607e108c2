"""Numbered steps that bring a database of an older version to this one's form."""
