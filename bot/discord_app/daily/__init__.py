"""The daily post on Discord: its card, its sending, and the loop that keeps it going."""
