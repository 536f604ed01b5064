-- Ids begin with the time of their making, so those of before a day stand together; what was erased leaves the index.
create index reason_kept on audit.reason (record) where erased_at is null;
