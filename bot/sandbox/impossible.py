"""Say what a member cannot do, and that the bot did not answer."""

from __future__ import annotations


class NotPossible(Exception):  # noqa: N818 - the sentence says what is wrong, in a member's words
    """Raised where Discord's own client would not let a member do this. The text says why."""


class NoAnswer(Exception):  # noqa: N818 - what a member sees, by its plain name
    """Raised where the bot did not answer in time; a member sees "The application did not respond"."""
