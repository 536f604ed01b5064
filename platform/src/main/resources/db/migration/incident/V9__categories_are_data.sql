-- The kinds of matters as data. A kind keeps its code for ever and is closed, never deleted; what is said of it stands in
-- versions, of which at most one is a draft. An incident keeps the version that it was filed under.
create table incident.category (
    code          text collate "C" primary key check (code ~ '^([0-9]{2}){1,3}$'),
    parent        text collate "C" references incident.category,
    closed_at     timestamptz,
    closed_by     uuid,
    closed_reason text check (length(closed_reason) between 2 and 500),
    check ((closed_at is null) = (closed_reason is null)),
    check (parent is not distinct from nullif(left(code, length(code) - 2), ''))
);

create table incident.category_version (
    category       text collate "C" not null references incident.category,
    version        int not null check (version > 0),
    state          text not null check (state in ('DRAFT', 'PUBLISHED')),
    definition     jsonb not null,
    effective_from timestamptz,
    made_by        uuid,             -- null: it came with the program
    made_at        timestamptz not null,
    published_by   uuid,
    published_at   timestamptz,
    primary key (category, version),
    check ((state = 'PUBLISHED') = (effective_from is not null)),
    check ((state = 'PUBLISHED') = (published_at is not null))
);
create unique index category_draft on incident.category_version (category) where state = 'DRAFT';

-- What was published is what incidents were filed under: it stays as it was.
create function incident.keep_published() returns trigger language plpgsql as $$
begin
    if old.state = 'PUBLISHED' then
        raise exception 'a published version of a category stays as it is';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger published_stays before update or delete on incident.category_version
    for each row execute function incident.keep_published();

-- A number rises with every change, so that each instance sees that its copy in memory is old.
create table incident.category_revision (
    number bigint not null
);
insert into incident.category_revision (number) values (0);

-- The clock of the present stage: what is left of its limit was counted from then. Neither when no clock runs.
alter table incident.incident
    add category_version int,
    add stage            int not null default 0,
    add term_clock       text check (term_clock in ('WORKING_HOUR', 'WORKING_DAY', 'WALL_CLOCK')),
    add term_whole       bigint check (term_whole >= 0),
    add term_left        bigint check (term_left >= 0),
    add term_from        timestamptz,
    add term_calendar    bigint,          -- the state of the calendar it was counted by
    add told             int not null default 0, -- how far the warnings have come
    add escalations      int not null default 0,
    add level_role       text,            -- the post that looks after it since it was escalated
    add level_area       text collate "C",
    add next_at          timestamptz,     -- when the next timer fires
    add constraint term_is_whole check (num_nulls(term_clock, term_whole, term_left, term_from) in (0, 4));

-- Few of those that are open have a timer that is due: a sweep reads this alone.
create index incident_next on incident.incident (next_at) where next_at is not null;
-- Those that are to be counted again when the calendar changes.
create index incident_term on incident.incident (term_calendar, id)
    where term_calendar is not null and term_clock <> 'WALL_CLOCK';

-- More time for an incident takes two persons: who has it asks, who looks after the ground decides.
create table incident.extension (
    id         uuid primary key,
    incident   uuid not null references incident.incident,
    amount     int not null check (amount between 1 and 10000),
    clock      text not null check (clock in ('WORKING_HOUR', 'WORKING_DAY', 'WALL_CLOCK')),
    asked_by   uuid not null,
    asked_at   timestamptz not null,
    reason     text not null,
    sealed     bytea not null,
    granted    boolean,
    decided_by uuid,
    decided_at timestamptz,
    constraint extension_two_persons check (decided_by <> asked_by),
    check ((granted is null) = (decided_at is null))
);
create unique index extension_waiting on incident.extension (incident) where granted is null;

alter table incident.extension enable row level security;
alter table incident.extension force row level security;
create policy seen on incident.extension for select
    using (exists (select from incident.incident i where i.id = incident));
create policy changed on incident.extension for update
    using (exists (select from incident.incident i where i.id = incident));
create policy deleted on incident.extension for delete
    using (exists (select from incident.incident i where i.id = incident));
create policy added on incident.extension for insert with check (true);
