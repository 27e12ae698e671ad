"""Brings answers that may be put in more than one way to the one that they are compared in."""

import numpy as np


def smallest_members(labels):
    """Components by their smallest node, whatever they are called."""
    _, first, place = np.unique(labels, return_index=True, return_inverse=True)
    return first[place]


def distances(values):
    """-1 where a node is not reached."""
    values = np.asarray(values, np.float64)
    return np.where((values < 0) | (values > 2**31), -1, values)
