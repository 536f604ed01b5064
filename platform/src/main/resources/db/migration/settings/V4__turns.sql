-- Work that one instance does for all, although each would by its clock: when it was last taken on.
create table settings.turn (
    job   text primary key,
    taken timestamptz not null
);
