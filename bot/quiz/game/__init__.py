"""A game of questions: its state, what happens to it, what follows, and what is scored."""
