create schema tasking;

create table tasking.task (
    id          uuid primary key,
    matter      text not null,
    title       text not null,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    queue_role  text,                        -- whose intake post has it while nobody is named
    queue_area  text collate "C",
    place       text,
    urgent      boolean not null,
    state       text not null check (state in ('OPEN', 'DONE', 'HANDED_ON')),
    opened_at   timestamptz not null,
    due_at      timestamptz,
    ended_at    timestamptz,
    check ((state = 'OPEN') = (ended_at is null))
);

create unique index task_open on tasking.task (matter) where state = 'OPEN';
create index task_assignee on tasking.task (assignee, state, opened_at, id);
create index task_unit on tasking.task (unit, state, opened_at, id) where unit is not null;
create index task_queue on tasking.task (queue_area, queue_role, state, opened_at, id) where queue_area is not null;

alter table tasking.task enable row level security;
alter table tasking.task force row level security;
create policy seen on tasking.task for select
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy changed on tasking.task for update
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy deleted on tasking.task for delete
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy added on tasking.task for insert with check (true);
