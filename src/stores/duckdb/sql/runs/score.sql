-- Reads the scores of one layout. Gives that of one subject in a run.
SELECT {{columns}} FROM {{table}} WHERE run = $run AND slot = $slot AND subject_id = $subject_id
