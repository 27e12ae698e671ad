"""Brings answers that may be put in more than one way to the one that they are compared in, and edges to the graph
without directions that some kernels are defined on."""

import numpy as np


def smallest_members(labels):
    """Components by their smallest node, whatever they are called."""
    _, first, place = np.unique(labels, return_index=True, return_inverse=True)
    return first[place]


def distances(values):
    """-1 where a node is not reached."""
    values = np.asarray(values, np.float64)
    return np.where((values < 0) | (values > 2**31), -1, values)


def simple_pairs(edges):
    """Lower and upper end of each pair of neighbours, once."""
    lower = np.minimum(edges.source, edges.target)
    upper = np.maximum(edges.source, edges.target)
    keys = np.unique((lower.astype(np.int64) * edges.nodes + upper)[lower != upper])
    return keys // edges.nodes, keys % edges.nodes
