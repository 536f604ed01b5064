create schema residents;

-- Places, in clear: buildings with their addresses, and the homes in them. Nobody is named here.
create table residents.building (
    id        uuid primary key,
    area      text collate "C" not null,
    name      text not null,
    address   text,
    made_at   timestamptz not null,
    closed_at timestamptz
);
create unique index building_name on residents.building (area, name) where closed_at is null;
create index building_by_name on residents.building (name) where closed_at is null;

create table residents.home (
    id         uuid primary key,
    building   uuid not null references residents.building,
    unit_name  text not null,                -- 单元; empty where a building has none
    room       text not null,
    area       text collate "C" not null,    -- the grid, or the smallest area that is known
    floor_area numeric(8, 2) check (floor_area > 0),
    made_at    timestamptz not null,
    closed_at  timestamptz
);
create unique index home_door on residents.home (building, unit_name, room) where closed_at is null;
create index home_area on residents.home (area, id);

-- One row for each person. Who it is stands in "sealed" alone; numbers and the full name are found by blind index. The
-- area is that of the home where the person lives or last lived; owner is the person's own account.
create table residents.person (
    id             uuid primary key,
    area           text collate "C" not null,
    unit           text,
    restricted     text,
    assignee       uuid,
    owner          uuid,
    hidden_from    text collate "C",
    sealed         bytea not null,
    name_index     bytea not null,
    identity_index bytea,
    phone_index    bytea,
    state          text not null check (state in ('HERE', 'LEFT', 'DIED')),
    registration   text not null check (registration in ('HERE', 'ELSEWHERE', 'UNKNOWN')),
    registered_at  timestamptz not null,
    changed_at     timestamptz not null,
    version        int not null
);
create unique index person_identity on residents.person (identity_index) where identity_index is not null;
create unique index person_owner on residents.person (owner) where owner is not null;
create index person_name on residents.person (name_index);
create index person_phone on residents.person (phone_index) where phone_index is not null;
create index person_area on residents.person (area, id);

-- Where somebody lives, is registered, owns or rents. The home is sealed and found by blind index, so that neither the
-- database nor a copy of it says who lives behind which door. Rows are ended, with a reason, and never deleted.
create table residents.stay (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    person      uuid not null references residents.person,
    kind        text not null check (kind in ('LIVES', 'REGISTERED', 'OWNS', 'RENTS')),
    home_index  bytea not null,
    home        bytea not null,
    since       date not null,
    until       date,
    made_at     timestamptz not null,
    ended_at    timestamptz,
    reason      text check (reason in ('MOVED', 'LEFT', 'DIED', 'SPLIT', 'JOINED', 'ENDED')),
    check ((ended_at is null) = (reason is null))
);
create unique index stay_lives on residents.stay (person) where kind = 'LIVES' and ended_at is null;
create unique index stay_once on residents.stay (person, kind, home_index) where ended_at is null;
create index stay_home on residents.stay (home_index) where ended_at is null;
create index stay_person on residents.stay (person);
create index stay_area on residents.stay (area, id);

create table residents.household (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    home_index  bytea not null,
    home        bytea not null,
    head        uuid not null references residents.person,
    opened_at   timestamptz not null,
    closed_at   timestamptz,
    reason      text check (reason in ('MOVED', 'LEFT', 'DIED', 'SPLIT', 'JOINED', 'ENDED')),
    check ((closed_at is null) = (reason is null))
);
create index household_home on residents.household (home_index) where closed_at is null;
create index household_area on residents.household (area, id);

create table residents.member (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    household   uuid not null references residents.household,
    person      uuid not null references residents.person,
    relation    text not null, -- to the head (GB/T 4761)
    since       date not null,
    made_at     timestamptz not null,
    ended_at    timestamptz,
    reason      text check (reason in ('MOVED', 'LEFT', 'DIED', 'SPLIT', 'JOINED', 'ENDED')),
    check ((ended_at is null) = (reason is null))
);
create unique index member_once on residents.member (person) where ended_at is null;
create index member_household on residents.member (household);

-- What happened to a person or a household, step by step; words are sealed.
create table residents.trail (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    subject     uuid not null,
    step        text not null,
    other       uuid,          -- the household, the parent: whatever the step was about beside the subject
    actor       uuid,
    at          timestamptz not null,
    note        bytea
);
create index trail_subject on residents.trail (subject, at, id);

create function residents.refuse() returns trigger language plpgsql as
$$ begin raise exception 'the history is append-only'; end $$;
create trigger append_only before update or delete or truncate on residents.trail
    for each statement execute function residents.refuse();

select public.linli_protect('residents.person');
select public.linli_protect('residents.stay');
select public.linli_protect('residents.household');
select public.linli_protect('residents.member');
select public.linli_protect('residents.trail');
