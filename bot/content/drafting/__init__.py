"""Drafts a work from a text of one's own: what can be read is read, what can't be known is left for the author."""
