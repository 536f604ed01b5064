create schema territory;

-- A number rises with every change, so that each instance sees that its copy in memory is old.
create table territory.revision (
    part   text primary key,
    number bigint not null
);
insert into territory.revision (part, number) values ('AREAS', 0), ('BOUNDARIES', 0), ('PLACES', 0);

create table territory.area (
    code       text collate "C" primary key
        check (code ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15}|[0-9]{17})$'),
    name       text not null check (length(name) between 1 and 100),
    kind       text check (kind in ('BASIC', 'DEDICATED', 'MICRO')),
    purpose    text check (length(purpose) between 1 and 50),
    valid_from date,
    valid_to   date,
    open       boolean not null generated always as (valid_to is null) stored,
    check ((length(code) < 15) = (kind is null)),
    check ((length(code) = 17) = (kind is not distinct from 'MICRO')),
    check (purpose is null or kind = 'DEDICATED'),
    check (valid_to >= valid_from)
);

-- What became of an area that was split or merged. Both stay for ever.
create table territory.lineage (
    predecessor text collate "C" not null references territory.area,
    successor   text collate "C" not null references territory.area,
    kind        text not null check (kind in ('SPLIT', 'MERGE')),
    since       date not null,
    primary key (predecessor, successor),
    check (predecessor <> successor)
);
create index on territory.lineage (successor);

-- Shapes in CGCS2000 as WKB. The one without an end is in force.
create table territory.boundary (
    id         uuid primary key,
    area       text collate "C" not null references territory.area,
    shape      bytea not null,
    schematic  boolean not null,
    valid_from timestamptz not null,
    valid_to   timestamptz,
    check (valid_to >= valid_from)
);
create unique index on territory.boundary (area) where valid_to is null;
create index on territory.boundary (area, valid_from);

-- Who answers for an area. What is not known stays null. The account is another module's and only kept here.
create table territory.leader (
    area        text collate "C" primary key references territory.area,
    account     text check (length(account) between 1 and 64),
    name        text check (length(name) between 1 and 50),
    contact     text check (length(contact) between 1 and 50),
    supervision text check (length(supervision) between 1 and 50)
);

create table territory.duty (
    area     text collate "C" not null references territory.area,
    position int not null check (position between 1 and 100),
    duty     text not null check (length(duty) between 1 and 500),
    primary key (area, position)
);

-- Buildings, estates, roads and whatever else people call a place by.
create table territory.place_name (
    id        uuid primary key,
    area      text collate "C" not null references territory.area,
    name      text not null check (length(name) between 2 and 100),
    aliases   text[] not null default '{}' check (cardinality(aliases) <= 20),
    longitude double precision check (longitude between -180 and 180),
    latitude  double precision check (latitude between -90 and 90),
    unique (area, name),
    check ((longitude is null) = (latitude is null))
);

-- What was done to an area, for ever.
create table territory.area_change (
    id     uuid primary key,
    area   text collate "C" not null,
    what   text not null,
    before text,
    after  text,
    actor  text,
    at     timestamptz not null
);
create index on territory.area_change (area, id);
