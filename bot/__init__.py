"""Lector: a Discord bot that reads a history group's sources aloud and never misquotes them."""

__version__ = "0.1.0"
