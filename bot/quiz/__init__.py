"""The quiz: what to ask and whether an answer is right. Pure: no clock, no chance of its own, no Discord."""
