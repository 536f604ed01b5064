-- the walking skeleton's table; nothing was released with it
drop table incident.incident;

-- numbers are handed out in blocks of a hundred, so that a report costs no round trip for its number; gaps are allowed
create sequence incident.number_block;

create table incident.incident (
    id            uuid primary key,
    number        text not null,
    area          text collate "C" not null,
    unit          text,
    restricted    text,
    assignee      uuid,
    owner         uuid,                      -- the reporter; null for an anonymous report
    hidden_from   text collate "C",
    grid          text collate "C",
    how           text not null,
    longitude     double precision,
    latitude      double precision,
    address       text,                      -- redacted
    status        text not null,
    category      text collate "C",
    urgent        boolean not null,
    danger        boolean not null,
    privacy       text not null,
    source        text not null,
    about_party   text,
    about_area    text collate "C",
    about_unit    text,
    holder_role   text,
    holder_area   text collate "C",
    handlers      uuid[] not null,
    title         text not null,             -- the first 60 characters of the redacted text
    flags         text[] not null,           -- what could not be worked out in time
    reported_at   timestamptz not null,
    occurred_at   timestamptz,
    responded_at  timestamptz,
    due_at        timestamptz,
    ended_at      timestamptz,
    rated         boolean not null,
    query_code    bytea not null,            -- keyed hash
    trail_length  int not null,
    trail_head    bytea not null,
    version       int not null,
    constraint anonymous_has_no_owner check (privacy <> 'ANONYMOUS' or owner is null),
    constraint point_is_whole check ((longitude is null) = (latitude is null))
);

create unique index incident_number on incident.incident (number);
create index incident_newest on incident.incident (reported_at, id);
create index incident_area on incident.incident (area, reported_at);
create index incident_status on incident.incident (status, reported_at, id);
create index incident_category on incident.incident (category, reported_at, id);
create index incident_assignee on incident.incident (assignee, reported_at) where assignee is not null;
create index incident_owner on incident.incident (owner, reported_at) where owner is not null;
create index incident_unit on incident.incident (unit, reported_at) where unit is not null;
create index incident_due on incident.incident (due_at, id) where due_at is not null;

-- what was typed: sealed, and a redacted copy in clear. Apart, so that lists stay narrow and erasing is one delete.
create table incident.words (
    incident uuid primary key references incident.incident,
    text     text not null,
    sealed   bytea not null,
    contact  bytea
);

create table incident.trail (
    incident   uuid not null references incident.incident,
    number     int not null,
    at         timestamptz not null,
    step       text not null,
    status     text not null,
    actor      uuid,
    actor_name text,
    actor_role text not null,
    detail     text,
    note       text,
    sealed     bytea,
    photos     uuid[] not null,
    due_at     timestamptz,
    digest     bytea,
    hash       bytea not null,
    primary key (incident, number)
);

-- Nothing of the trail changes but that its words may be erased, which its hashes outlast.
create function incident.keep_trail() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.note is null and new.sealed is null then
        old.note := null;
        old.sealed := null;
        if old is not distinct from new then
            return new;
        end if;
    end if;
    raise exception 'the trail is append-only';
end $$;
create trigger append_only before update or delete on incident.trail
    for each row execute function incident.keep_trail();
create trigger not_emptied before truncate on incident.trail
    for each statement execute function incident.keep_trail();

create table incident.rating (
    incident  uuid primary key references incident.incident,
    contacted boolean not null,
    solved    boolean not null,
    satisfied boolean not null,
    note      text,
    sealed    bytea,
    at        timestamptz not null
);

-- each look at a reporter
create table incident.look (
    id       uuid primary key,
    incident uuid not null references incident.incident,
    viewer   uuid not null,
    reason   text not null,
    sealed   bytea not null,
    at       timestamptz not null
);
create index on incident.look (incident);

-- opening the reporter of a confidential report takes two persons
create table incident.disclosure (
    id          uuid primary key,
    incident    uuid not null references incident.incident,
    asked_by    uuid not null,
    asked_at    timestamptz not null,
    reason      text not null,
    sealed      bytea not null,
    approved_by uuid,
    approved_at timestamptz,
    constraint two_persons check (approved_by <> asked_by)
);
create index on incident.disclosure (incident);

alter table incident.incident enable row level security;
alter table incident.incident force row level security;
create policy seen on incident.incident for select
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy changed on incident.incident for update
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy deleted on incident.incident for delete
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy added on incident.incident for insert with check (true);

-- the rest is seen with its incident
do $$ declare part text; begin
    foreach part in array array['words', 'trail', 'rating', 'look', 'disclosure'] loop
        execute format('alter table incident.%I enable row level security', part);
        execute format('alter table incident.%I force row level security', part);
        execute format('create policy seen on incident.%I for select
            using (exists (select from incident.incident i where i.id = incident))', part);
        execute format('create policy changed on incident.%I for update
            using (exists (select from incident.incident i where i.id = incident))', part);
        execute format('create policy deleted on incident.%I for delete
            using (exists (select from incident.incident i where i.id = incident))', part);
        execute format('create policy added on incident.%I for insert with check (true)', part);
    end loop;
end $$;

-- How many there are, kept by a reader of the journal. The columns of scope, so that it is read like the incidents.
create table incident.tally (
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid check (assignee is null),
    owner       uuid check (owner is null),
    hidden_from text collate "C",
    status      text not null,
    category    text collate "C",
    n           bigint not null,
    unique nulls not distinct (area, status, category, unit, restricted, hidden_from)
);

alter table incident.tally enable row level security;
alter table incident.tally force row level security;
create policy seen on incident.tally for select
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy changed on incident.tally for update
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy deleted on incident.tally for delete
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy added on incident.tally for insert with check (true);

-- The pairs of characters of each text, filled by a reader of the journal. Row security binds the application, not the
-- owner: the function below may use the index, which no query under row security may (containment is not leakproof),
-- and gives away ids only, which show nothing by themselves.
create table incident.search (
    incident uuid primary key references incident.incident,
    text     text not null,
    pairs    int[] not null
);
create index search_pairs on incident.search using gin (pairs);
alter table incident.search enable row level security;
create policy seen on incident.search for select
    using (exists (select from incident.incident i where i.id = incident));
create policy changed on incident.search for update
    using (exists (select from incident.incident i where i.id = incident));
create policy deleted on incident.search for delete
    using (exists (select from incident.incident i where i.id = incident));
create policy added on incident.search for insert with check (true);

create function incident.matching(wanted int[], words text) returns setof uuid
    language sql stable security definer set search_path = pg_catalog
as $$ select s.incident from incident.search s where s.pairs @> wanted and position(words in s.text) > 0 $$;
