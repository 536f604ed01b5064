-- 台账: what was looked at on the spot, by when it was told.
create index task_result_arrived on tasking.task_result (arrived_at, task);
