-- Where to walk, how often, with which checklist. A round that is due becomes a task of whoever holds the post.
create table tasking.patrol_plan (
    id          uuid primary key,
    name        text not null check (length(name) between 2 and 100),
    area        text collate "C" not null,
    every_days  int not null check (every_days between 1 and 366),
    points      jsonb not null,          -- the route: places with a name
    checklist   text not null,
    next_on     date not null,
    made_by     uuid not null,
    made_at     timestamptz not null,
    ended_at    timestamptz,
    end_reason  text,
    unit        text,
    restricted  text,
    assignee    uuid,                    -- who walks it; null: whoever holds the post
    owner       uuid,
    hidden_from text collate "C",
    check ((ended_at is null) = (end_reason is null))
);
create index patrol_plan_next on tasking.patrol_plan (next_on) where ended_at is null;
select public.linli_protect('tasking.patrol_plan');

-- Somebody is on duty outside. Where they were is kept from start to stop only, sealed, and ends soon.
create table tasking.patrol (
    id          uuid primary key,        -- made on the phone
    task        uuid references tasking.task,
    area        text collate "C" not null,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    findings    uuid[] not null,         -- reports made on the way, by the ids that the phone gave them
    unit        text,
    restricted  text,
    assignee    uuid not null,           -- who walks
    owner       uuid,
    hidden_from text collate "C",
    check (ended_at >= started_at)
);
create unique index patrol_on_duty on tasking.patrol (assignee) where ended_at is null;
create index patrol_area on tasking.patrol (area, started_at);
select public.linli_protect('tasking.patrol');

create table tasking.patrol_track (
    id       uuid primary key,           -- of what the phone sent at once
    patrol   uuid not null references tasking.patrol,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    points   int not null check (points > 0),
    sealed   bytea not null
);
create index patrol_track_patrol on tasking.patrol_track (patrol, first_at);
alter table tasking.patrol_track enable row level security;
alter table tasking.patrol_track force row level security;
create policy seen on tasking.patrol_track for select
    using (exists (select from tasking.patrol p where p.id = patrol));
create policy changed on tasking.patrol_track for update
    using (exists (select from tasking.patrol p where p.id = patrol));
create policy deleted on tasking.patrol_track for delete
    using (exists (select from tasking.patrol p where p.id = patrol));
create policy added on tasking.patrol_track for insert with check (true);

-- How often somebody came by, on squares of about a hundred metres, by day; no person and no hour.
create table tasking.patrol_square (
    area        text collate "C" not null,
    longitude   int not null,            -- thousandths of a degree
    latitude    int not null,
    day         date not null,
    passes      int not null check (passes > 0),
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    primary key (area, longitude, latitude, day)
);
select public.linli_protect('tasking.patrol_square');
