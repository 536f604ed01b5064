-- A matter is objected to, reopened, merged into another, settled on the spot and reviewed.
alter table incident.incident
    add objections      int not null default 0,
    add bound           boolean not null default false, -- the level above decides whose it is, and nobody objects any more
    add reopenings      int not null default 0,
    add merged_into     uuid references incident.incident,
    add joined          int not null default 0,         -- how many were merged into it
    add first_responder uuid,                           -- 首接负责
    add sampled         boolean not null default false, -- settled on the spot, and to be looked at by another
    add follow_up       boolean not null default false, -- a bad review waits to be seen to
    add constraint not_part_of_itself check (merged_into <> id);
create index incident_merged on incident.incident (merged_into) where merged_into is not null;
-- what ended in a time, for the three rates
create index incident_ended on incident.incident (ended_at) where ended_at is not null;

-- Who had a matter and said that it is somebody else's. Why stands in the trail.
create table incident.objection (
    id         uuid primary key,
    incident   uuid not null references incident.incident,
    made_by    uuid not null,
    made_at    timestamptz not null,
    account    uuid,                     -- who had it
    unit       text,
    role       text,
    area       text collate "C",
    wanted     text,                     -- the unit whose it is, as they say
    binding    boolean not null,
    upheld     boolean,
    decided_by uuid,
    decided_at timestamptz,
    constraint objection_two_persons check (decided_by <> made_by),
    check ((upheld is null) = (decided_at is null))
);
create unique index objection_waiting on incident.objection (incident) where upheld is null;
create index on incident.objection (incident);

-- What is reopened is asked about again when it ends again.
alter table incident.rating
    add round int not null default 0,
    add rater text not null default 'REPORTER' check (rater in ('REPORTER', 'CODE', 'CALL_BACK')),
    drop constraint rating_pkey,
    add primary key (incident, round);

-- A unit that is called to help: it has a part of its own and answers it. Its people see the part, not the matter.
create table incident.assistance (
    id            uuid primary key,
    incident      uuid not null references incident.incident,
    kind          text not null check (kind in ('ASSIST', 'WHISTLE')),
    number        text not null,                              -- what the unit knows of the matter: this, its kind and
    category      text,                                       -- its place
    place         text,                                       -- redacted
    area          text collate "C" not null,
    unit          text not null,
    restricted    text,
    assignee      uuid,
    owner         uuid check (owner is null),
    hidden_from   text collate "C",
    asked_by      uuid not null,
    asked_role    text not null,
    asked_area    text collate "C" not null,
    asked_at      timestamptz not null,
    due_at        timestamptz not null,
    part          text not null,
    part_sealed   bytea not null,
    arrived_at    timestamptz,
    arrived_by    uuid,
    answered_at   timestamptz,
    answered_by   uuid,
    answer        text,
    answer_sealed bytea,
    unit_stars    int check (unit_stars between 1 and 5),     -- of the unit, by who called it
    unit_rated_by uuid,
    call_stars    int check (call_stars between 1 and 5),     -- of who called, by the unit
    call_rated_by uuid,
    check ((answered_at is null) = (answered_by is null)),
    check ((arrived_at is null) = (arrived_by is null)),
    constraint rated_after_the_answer check (answered_at is not null or (unit_stars is null and call_stars is null))
);
create unique index assistance_open on incident.assistance (incident, unit) where answered_at is null;
create index on incident.assistance (incident);
create index on incident.assistance (unit, asked_at);
create index on incident.assistance (area, asked_at);
select public.linli_protect('incident.assistance');

alter table incident.objection enable row level security;
alter table incident.objection force row level security;
create policy seen on incident.objection for select
    using (exists (select from incident.incident i where i.id = incident));
create policy changed on incident.objection for update
    using (exists (select from incident.incident i where i.id = incident));
create policy deleted on incident.objection for delete
    using (exists (select from incident.incident i where i.id = incident));
create policy added on incident.objection for insert with check (true);
