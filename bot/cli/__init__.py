"""The commands of the terminal: each prints what it is given the means to find, and returns the exit code."""
