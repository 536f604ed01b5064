-- Words and tracks end by when they came; what was erased has no words and leaves the index.
create index task_result_kept on tasking.task_result (arrived_at) where sealed <> '';
create index patrol_track_last on tasking.patrol_track (last_at);
