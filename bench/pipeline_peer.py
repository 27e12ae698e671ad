"""The stages both do, as a script with DuckDB, pandas and NetworKit would: pipeline_peer.py CSV_FOLDER AS_OF.
Prints name, seconds, processor seconds and rows of each as JSON, and the peak of the process in MB."""

import json
import resource
import sys
import time

import duckdb
import networkit as nk
import numpy as np

folder, as_of = sys.argv[1], sys.argv[2]
stages = []


def measure(name, run, rows):
    start, cpu_start = time.perf_counter(), time.process_time()
    result = run()
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"seconds": seconds, "cpuSeconds": cpu_seconds, "rows": rows(result), "peakMb": peak}
    stages.append({"name": name, **figures})
    return result


database = duckdb.connect()
database.execute("SET threads = 2")


def load():
    """Typed tables from CSV, without versions, rejects or references checked."""
    total = 0
    for kind in ("users", "merchants", "transactions"):
        database.execute(f"CREATE TABLE {kind} AS SELECT * FROM read_csv('{folder}/{kind}.csv')")
        total += database.execute(f"SELECT count(*) FROM {kind}").fetchone()[0]
    return total


def project():
    """Payer-payee pairs as indices, and a few per-subject aggregates, as a notebook would."""
    database.execute(
        "CREATE TABLE subject AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS ix"
        " FROM (SELECT id FROM users UNION ALL SELECT id FROM merchants)"
    )
    pairs = database.execute(
        "SELECT p.ix AS source, q.ix AS target, sqrt(count(*)) AS weight FROM transactions t"
        " JOIN subject p ON p.id = payer_id JOIN subject q ON q.id = payee_id"
        f" WHERE t.occurred_at < TIMESTAMP '{as_of}' AND status = 'completed' AND payer_id <> payee_id"
        " GROUP BY ALL"
    ).fetch_df()
    database.execute(
        "SELECT payer_id, date_trunc('month', occurred_at) AS month, currency, sum(amount_minor), count(*)"
        f" FROM transactions WHERE occurred_at < TIMESTAMP '{as_of}' AND kind = 'purchase' GROUP BY ALL"
    ).fetch_df()
    return pairs


def page_rank(pairs):
    nodes = database.execute("SELECT count(*) FROM subject").fetchone()[0]
    ends = (pairs["source"].to_numpy(np.int64), pairs["target"].to_numpy(np.int64))
    graph = nk.GraphFromCoo((pairs["weight"].to_numpy(np.float64), ends), n=nodes, weighted=True, directed=True)
    sinks = nk.centrality.SinkHandling.DistributeSinks
    rank = nk.centrality.PageRank(graph, damp=0.85, tol=1e-8, distributeSinks=sinks)
    rank.run()
    return rank.scores()


nk.setNumberOfThreads(2)
measure("import", load, lambda rows: rows)
pairs = measure("project", project, len)
measure("PageRank", lambda: page_rank(pairs), len)
print(json.dumps(stages))
