"""Lists of different length held end to end: row ``i`` is ``values[first[i]:first[i + 1]]``."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Index = NDArray[np.intp]
Floats = NDArray[np.float64]


def starts(row: Index, count: int) -> Index:
    """``first`` (count + 1) of the rows of sorted row numbers.

    >>> starts(np.array([0, 0, 2]), 3).tolist()
    [0, 2, 2, 3]
    """
    return np.searchsorted(row, np.arange(count + 1)).astype(np.intp)


def last_of_each(row: Index) -> Index:
    """Place of the last of each run of equal numbers in a sorted list.

    >>> last_of_each(np.array([3, 3, 5])).tolist(), last_of_each(np.array([], dtype=int)).tolist()
    ([1, 2], [])
    """
    return np.flatnonzero(np.append(np.diff(row) > 0, len(row) > 0))


def distinct(numbers: Index) -> Index:
    """The different numbers, ascending. Sorting beats the hashing of ``numpy.unique`` where most are different.

    >>> distinct(np.array([5, 3, 5])).tolist()
    [3, 5]
    """
    ordered = np.sort(numbers)
    return ordered[last_of_each(ordered)]


def gather(first: Index, rows: Index) -> tuple[Index, Index]:
    """For the lists of ``rows``: which of ``rows`` each value belongs to, and the value's place.

    >>> [a.tolist() for a in gather(np.array([0, 2, 2, 3]), np.array([2, 0]))]
    [[0, 1, 1], [2, 0, 1]]
    """
    count = first[rows + 1] - first[rows]
    owner = np.repeat(np.arange(len(rows)), count)
    place = np.arange(len(owner)) + np.repeat(first[rows] - np.cumsum(count) + count, count)
    return owner, place


def smallest(first: Index, values: Floats) -> tuple[Floats, Index]:
    """Smallest value of each list and its place; inf and -1 for empty lists.

    >>> [a.tolist() for a in smallest(np.array([0, 2, 2, 3]), np.array([5.0, 4.0, 7.0]))]
    [[4.0, inf, 7.0], [1, -1, 2]]
    """
    low, place = np.full(len(first) - 1, np.inf), np.full(len(first) - 1, -1, dtype=np.intp)
    full = np.flatnonzero(first[1:] > first[:-1])
    if len(full):
        low[full] = np.minimum.reduceat(values, first[full])
        hit = np.flatnonzero(values == np.repeat(low, first[1:] - first[:-1]))
        row = np.searchsorted(first, hit, side="right") - 1
        place[row[::-1]] = hit[::-1]
    return low, place
