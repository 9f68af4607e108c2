"""The quiz on Discord: its cards and buttons, and the tables at which games are played."""
