"""Questions about the works: by reference, by words, at random. Pure: no clock, no network, no files."""
