"""How answers are judged, each idea in a module: reading, names, dates, numbers, free texts, contrasts."""
