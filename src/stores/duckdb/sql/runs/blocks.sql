-- Reads the scores of some runs. Gives their blocks in no order.
SELECT run, block FROM score_blocks WHERE run IN (SELECT unnest(CAST($runs AS INTEGER[])))
