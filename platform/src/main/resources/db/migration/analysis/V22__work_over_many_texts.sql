-- Work over many texts that takes its time: begun by a person with a reason, kept with what came of it.
create table analysis.run (
    id       uuid primary key,
    kind     text not null check (kind in ('TRAINING', 'DRIFT', 'HOT')),
    asked_by uuid not null,
    asked_at timestamptz not null,
    reason   text not null check (length(reason) between 1 and 500),
    state    text not null check (state in ('RUNNING', 'DONE', 'FAILED')),
    ended_at timestamptz,
    result   jsonb,
    cause    text,
    check ((state = 'RUNNING') = (ended_at is null)),
    check ((state = 'DONE') = (result is not null))
);
create unique index run_one on analysis.run (kind) where state = 'RUNNING';
create index run_latest on analysis.run (kind, asked_at desc);
revoke delete, truncate on analysis.run from ${application};
