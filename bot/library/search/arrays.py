"""The arrays that the index is made of, and the few steps on them that numpy has no word for."""

import numpy as np
import numpy.typing as npt

Words32 = npt.NDArray[np.uint32]
"""Numbers of words or of passages."""
Ends = npt.NDArray[np.int64]
"""Where rows begin and end in a flat array: row ``i`` is ``[ends[i]:ends[i + 1]]``."""
Masks = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]


def rows(flat: Words32, starts: Ends, ends: Ends) -> Words32:
    """Return ``flat[starts[i]:ends[i]]`` of every ``i``, one after the other."""
    lengths = ends - starts
    total = int(lengths.sum())
    if not total:
        return flat[:0]
    shift = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return flat[shift + np.arange(total)]


def ends_of(lengths: npt.NDArray[np.integer]) -> Ends:
    """Return the ends of rows with these lengths, the leading 0 included."""
    ends = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=ends[1:])
    return ends
