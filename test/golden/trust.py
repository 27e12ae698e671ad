"""Writes trust.json: what dense algebra, SciPy and NetworkX say about graphs that the trust kernels are then run on.

    pip install networkx==3.6.1 numpy==2.4.6 scipy==1.17.1
    CREDENCE_DATA=... python3 test/golden/trust.py

Fixed points come from linear solvers or, where they are not linear, from SciPy's root finder or many dense steps;
chains and circles from NetworkX. Matrices are filled in pair by pair from the definitions. No code is shared with
Credence.
"""

import csv
import json
import os
import platform
from pathlib import Path

import networkx as nx
import numpy as np
import scipy
from scipy.optimize import fsolve

rng = np.random.default_rng(20180205)


def random_edges(nodes, edges, digits=2):
    source = (nodes * rng.random(edges) ** 1.5).astype(int)
    target = rng.integers(0, nodes, edges)
    weight = np.round(rng.exponential(1.5, edges) + 0.01, digits)
    return [(int(s), int(t), float(w)) for s, t, w in zip(source, target, weight)]


def walks():
    """Rank(s, v) for all pairs; a walk with nowhere to go ends where it is."""
    nodes, damping = 30, 0.8
    edges = random_edges(nodes, 70)
    chances = np.zeros((nodes, nodes))
    for source, target, weight in edges:
        chances[source, target] += weight
    sums = chances.sum(axis=1)
    for node in range(nodes):
        chances[node] = chances[node] / sums[node] if sums[node] > 0 else np.eye(nodes)[node]
    ranks = (1 - damping) * np.linalg.inv(np.eye(nodes) - damping * chances)
    return {"nodes": nodes, "dampingFactor": damping, "edges": edges, "ranks": ranks.tolist()}


def sybil_rank():
    graph = nx.karate_club_graph()
    weights = nx.to_numpy_array(graph, weight="weight")
    degree = weights.sum(axis=1)
    trust = np.zeros(34)
    trust[[0, 5]] = 0.75, 0.25
    for _ in range(6):  # ceil(log2 34)
        trust = trust / degree @ weights
    edges = [(u, v, float(w)) for u, v, w in graph.edges(data="weight")]
    return {"edges": edges, "seeds": {"0": 3, "5": 1}, "values": (trust / degree).tolist()}


def rev2(nodes, settings):
    """Dense; the typical values are the running means over those who rate and those who are rated."""
    rated = rng.random((nodes, nodes)) < 0.1
    weights = np.where(rated, np.round(rng.uniform(-1, 1, (nodes, nodes)), 2), 0)
    behaviour = {
        "fairness": np.round(rng.random(nodes), 3),
        "goodness": np.round(rng.uniform(-1, 1, nodes), 3),
        "reliability": np.where(rated, np.round(rng.random((nodes, nodes)), 3), 0),
    }
    a1, a2, b1, b2, g1, g2, g3 = settings
    given, received = rated.sum(axis=1), rated.sum(axis=0)
    fairness, goodness = np.ones(nodes), np.ones(nodes)
    reliability = rated.astype(float)
    for _ in range(3000):
        typical_g = goodness[received > 0].mean()
        typical_f = fairness[given > 0].mean()
        sums = (reliability * weights).sum(axis=0) + b1 * typical_g + b2 * behaviour["goodness"]
        goodness = sums / np.where(received + b1 + b2 > 0, received + b1 + b2, 1)
        agreement = 1 - np.abs(weights - goodness) / 2
        reliability = g1 * fairness[:, None] + g2 * agreement + g3 * behaviour["reliability"]
        reliability = np.where(rated, reliability / (g1 + g2 + g3), 0)
        sums = reliability.sum(axis=1) + a1 * typical_f + a2 * behaviour["fairness"]
        fairness = sums / np.where(given + a1 + a2 > 0, given + a1 + a2, 1)
    pairs = [(int(s), int(t)) for s, t in zip(*np.nonzero(rated))]
    return {
        "nodes": nodes,
        "settings": list(settings),
        "edges": [(s, t, float(weights[s, t])) for s, t in pairs],
        "behaviour": {
            "fairness": behaviour["fairness"].tolist(),
            "goodness": behaviour["goodness"].tolist(),
            "reliability": [float(behaviour["reliability"][s, t]) for s, t in pairs],
        },
        "fairness": [f if n > 0 else None for f, n in zip(fairness.tolist(), given)],
        "goodness": [g if n > 0 else None for g, n in zip(goodness.tolist(), received)],
        "reliability": [float(reliability[s, t]) for s, t in pairs],
    }


def mutual():
    nodes, prior = 25, (4, 1)
    dealings = np.triu(rng.poisson(0.6, (nodes, nodes)), 1)
    broken_by_first = rng.binomial(dealings, 0.15)
    broken_by_second = rng.binomial(dealings - broken_by_first, 0.15)
    both = dealings + dealings.T
    broken = broken_by_first + broken_by_second.T

    def gap(values):
        weights = (1 + values) / 2
        return (prior[0] + (both - broken) @ weights) / (sum(prior) + both @ weights) - values

    values = fsolve(gap, np.full(nodes, 0.5), xtol=1e-14)
    assert np.abs(gap(values)).max() < 1e-13
    dealt = both.sum(axis=1)
    return {
        "nodes": nodes,
        "prior": {"for": prior[0], "against": prior[1]},
        "dealings": [(int(s), int(t), int(dealings[s, t])) for s, t in zip(*np.nonzero(dealings))],
        "broken": [(int(s), int(t), int(broken[s, t])) for s, t in zip(*np.nonzero(broken))],
        "values": [v if n > 0 else None for v, n in zip(values.tolist(), dealt)],
    }


def affine():
    """People 0 to 19 and groups 20 to 23; W is filled in pair by pair."""
    people, groups = 20, 4
    nodes = people + groups
    strength = np.triu(np.where(rng.random((nodes, nodes)) < 0.15, np.round(rng.random((nodes, nodes)), 2), 0), 1)
    strength[people:] = strength[:, people:] = 0
    ties = [(int(s), int(t), float(strength[s, t])) for s, t in zip(*np.nonzero(strength))]
    member = rng.random((people, groups)) < 0.3
    member_of = [(int(i), people + int(g), 0.5) for i, g in zip(*np.nonzero(member))]
    credence = np.round(rng.random(nodes), 2)
    credence[rng.random(nodes) < 0.2] = 0
    credence[people:] = 0
    raw = (strength + strength.T) * credence
    for group in range(groups):
        members = np.flatnonzero(member[:, group])
        for i in members:
            others = sum(credence[j] for j in members if j != i)
            for j in members:
                if j != i:
                    raw[i, j] += 0.5 * others / (1 + others) * (credence[j] / others if others > 0 else 0)
    company = raw.sum(axis=1)
    shares = np.where(company > 0, 0.6 * rng.random(nodes) * company / (1 + company), 0)
    own = np.round(rng.uniform(350, 950, nodes), 1)
    mix = np.diag(shares / np.where(company > 0, company, 1)) @ raw
    matrix = np.linalg.solve(np.eye(nodes) - mix, np.diag(1 - shares))
    return {
        "nodes": nodes,
        "ties": ties,
        "memberOf": member_of,
        "credence": credence.tolist(),
        "shares": shares.tolist(),
        "own": own.tolist(),
        "company": company.tolist(),
        "values": (matrix @ own).tolist(),
        "matrix": matrix.tolist(),
        "influence": (credence @ matrix - credence * (1 - shares)).tolist(),
    }


def chains():
    nodes, longest = 14, 5
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(nodes))
    guarantees = []
    for source, target in rng.integers(0, nodes, (34, 2)).tolist():
        if source == target:
            continue
        limit = None if rng.random() < 0.3 else int(rng.integers(0, 200))
        guarantees.append((source, target, limit, int(rng.integers(0, 100))))
        graph.add_edge(source, target, place=len(guarantees) - 1)
    failure = np.round(rng.random(nodes), 2)
    failure[rng.random(nodes) < 0.15] = 0
    burden, count = np.zeros(nodes), np.zeros(nodes, int)
    for start in range(nodes):
        for end in range(nodes):
            if start == end:
                continue
            for path in nx.all_simple_edge_paths(graph, start, end, cutoff=longest):
                edges = [guarantees[graph.edges[edge]["place"]] for edge in path]
                chance = np.prod([failure[edge[1]] for edge in edges])
                limits = [np.inf if edge[2] is None else edge[2] for edge in edges[:-1]]
                burden[start] += min([*limits, edges[-1][3]]) * chance
                count[start] += chance > 0
    circles = set()
    for circle in nx.simple_cycles(nx.DiGraph(graph), length_bound=longest):
        least = circle.index(min(circle))
        circles.add(tuple(circle[least:] + circle[:least]))
    return {
        "nodes": nodes,
        "guarantees": guarantees,
        "failure": failure.tolist(),
        "burden": burden.tolist(),
        "chains": count.tolist(),
        "circles": sorted(list(circle) for circle in circles),
    }


def eigen_trust(folder):
    """t = (1 - a) C' t + a p. Nobody trusts himself; who trusts nobody trusts as p does; repeated trust adds up."""

    def read(name):
        with open(folder / name, newline="") as file:
            return [row for row in csv.reader(file) if row[-1] != "v"]

    found = []
    for trust, pre in [
        ("localtrust.csv", "pretrust.csv"),
        ("localtrust.csv", "pretrustB.csv"),
        ("localtrust2.csv", "pretrust2.csv"),
    ]:
        local, given = read(trust), read(pre)
        ids = sorted({name for i, j, _ in local for name in (i, j)} | {i for i, _ in given})
        place = {name: index for index, name in enumerate(ids)}
        size = len(ids)
        matrix, pretrust = np.zeros((size, size)), np.zeros(size)
        for i, j, value in local:
            if i != j:
                matrix[place[i], place[j]] += float(value)
        for i, value in given:
            pretrust[place[i]] += float(value)
        pretrust /= pretrust.sum()
        sums = matrix.sum(axis=1)
        for row in range(size):
            matrix[row] = matrix[row] / sums[row] if sums[row] > 0 else pretrust
        for weight in (0.1, 0.5):
            values = np.linalg.solve(np.eye(size) - (1 - weight) * matrix.T, weight * pretrust)
            found.append(
                {"trust": trust, "pretrust": pre, "weight": weight, "values": dict(zip(ids, values.tolist()))}
            )
    return found


result = {
    "made": {
        "script": "test/golden/trust.py",
        "python": platform.python_version(),
        "networkx": nx.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    },
    "walks": walks(),
    "sybilRank": sybil_rank(),
    "rev2": [rev2(30, settings) for settings in [(0, 0, 0, 0, 1, 1, 0), (1, 0, 1, 0, 1, 1, 0), (2, 1, 1, 2, 1, 2, 1)]],
    "mutual": mutual(),
    "affine": affine(),
    "chains": chains(),
    "eigenTrust": eigen_trust(Path(os.environ["CREDENCE_DATA"]) / "eigentrust-reference"),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
