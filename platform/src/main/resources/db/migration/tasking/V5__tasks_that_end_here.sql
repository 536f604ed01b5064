-- A task whose matter has no steps of its own ends here, with evidence: a push, an inspection, a survey, a patrol.
alter table tasking.task
    add source    text not null default 'INCIDENT' check (source in ('INCIDENT', 'VISIT', 'WARNING', 'INSPECTION',
        'SURVEY', 'MEDIATION', 'WORK_ITEM', 'PATROL')),
    add ends_here boolean not null default false,
    add words     text,                 -- what is asked, redacted
    add checklist text,
    add checklist_version int,
    add work_item uuid references tasking.work_item,
    add subject   uuid,                 -- the survey or the plan of patrols
    add taken_at  timestamptz;
create index task_work_item on tasking.task (work_item, opened_at) where work_item is not null;

-- Checklists are data: a version that was once given out stays.
create table tasking.checklist (
    code     text not null check (code ~ '^[A-Z0-9_]{2,40}$'),
    version  int not null check (version > 0),
    name     text not null check (length(name) between 2 and 100),
    category text collate "C",          -- the kind of matter that a finding is reported as
    lines    jsonb not null,
    shipped  boolean not null,
    made_by  uuid,                      -- null: it came with the program
    made_at  timestamptz not null,
    primary key (code, version)
);

create table tasking.task_result (
    task        uuid primary key references tasking.task,
    note        text not null,          -- redacted
    sealed      bytea not null,         -- as it was typed
    answers     jsonb not null,
    minutes     int check (minutes between 0 and 1440),
    photos      uuid[] not null,
    findings    uuid[] not null,        -- reports made on the spot, by the ids that the phone gave them
    done_by     uuid not null,
    happened_at timestamptz,            -- null: the phone's clock cannot be believed
    arrived_at  timestamptz not null
);
alter table tasking.task_result enable row level security;
alter table tasking.task_result force row level security;
create policy seen on tasking.task_result for select
    using (exists (select from tasking.task t where t.id = task));
create policy changed on tasking.task_result for update
    using (exists (select from tasking.task t where t.id = task));
create policy deleted on tasking.task_result for delete
    using (exists (select from tasking.task t where t.id = task));
create policy added on tasking.task_result for insert with check (true);
