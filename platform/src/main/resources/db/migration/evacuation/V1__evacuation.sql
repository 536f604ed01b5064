create schema evacuation;

-- How high the ground is that a building stands on, and which of its doors lie below it. Places, no personal data.
create table evacuation.ground (
    building   uuid primary key,
    longitude  double precision not null check (longitude between -180 and 180),
    latitude   double precision not null check (latitude between -90 and 90),
    height     double precision not null check (height between -500 and 9000), -- metres above the sea
    basements  text[] not null default '{}',                                   -- unit and room, as on the door
    changed_at timestamptz not null
);

-- An emergency has a name, an area, and a basis that a person gives: a warning received, or an order.
create table evacuation.emergency (
    id          uuid primary key,
    name        text not null check (length(name) between 2 and 100),
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    basis       text not null check (basis in ('WARNING', 'ORDER')),
    issuer      text not null check (length(issuer) between 2 and 100),
    reference   text check (length(reference) <= 200),
    issued_at   timestamptz not null,
    opened_by   uuid not null,
    opened_at   timestamptz not null,
    given_at    timestamptz,
    closed_by   uuid,
    closed_at   timestamptz,
    erased_at   timestamptz,
    check ((closed_at is null) = (closed_by is null)),
    check (erased_at is null or closed_at is not null)
);
create index emergency_area on evacuation.emergency (area, opened_at desc, id desc);
create index emergency_unerased on evacuation.emergency (closed_at) where erased_at is null and closed_at is not null;
select public.linli_protect('evacuation.emergency');

-- One home that is to be left. Who lives there and what they need was collected for the emergency alone: it is sealed, and
-- erased after the end with the home itself (突发事件应对法 art. 85). What is left are the area, the heads and the times.
create table evacuation.household (
    id           uuid primary key,
    emergency    uuid not null references evacuation.emergency,
    named        text not null,              -- the emergency, for who sees the household alone
    position     int,                        -- who is helped first
    home         uuid,
    place        text,
    area         text collate "C" not null,
    unit         text,
    restricted   text,
    assignee     uuid,
    owner        uuid,
    hidden_from  text collate "C",
    low          jsonb not null,             -- why the home is on the list
    building     uuid,
    sealed       bytea,
    heads        int not null check (heads between 0 and 200),
    status       text not null check (status in ('PLANNED', 'GIVEN', 'NOT_REACHED', 'SAFE', 'REFUSED', 'ABSENT', 'CANCELLED')),
    holder_role  text,
    holder_area  text collate "C",
    escalations  int not null default 0,
    due_at       timestamptz,
    shelter      uuid,
    vehicle      uuid,
    elsewhere    bytea,
    given_at     timestamptz,
    confirmed_at timestamptz,                -- the first time that somebody knew what had become of them
    ended_by     uuid,
    arrived      int check (arrived between 0 and 200),
    arrived_at   timestamptz,
    arrived_by   uuid,
    over         boolean not null default false,
    check ((arrived is null) = (arrived_at is null)),
    check (status not in ('SAFE', 'REFUSED', 'ABSENT') or confirmed_at is not null)
);
create unique index household_home on evacuation.household (home) where not over and home is not null;
create index household_emergency on evacuation.household (emergency, position);
create index household_area on evacuation.household (area, id) where not over;
create index household_due on evacuation.household (due_at) where due_at is not null and not over;
select public.linli_protect('evacuation.household');

-- What was done about a household, by whom. Words are sealed and go with the rest.
create table evacuation.step (
    household uuid not null references evacuation.household,
    number    int not null,
    at        timestamptz not null,
    step      text not null,
    account   uuid,
    note      bytea,
    primary key (household, number)
);
revoke delete, truncate on evacuation.step from ${application};
