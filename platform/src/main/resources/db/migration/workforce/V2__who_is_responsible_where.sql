-- Which branch answers for which grid, or for which building of a grid: one at a time. Buildings are known by an id of the
-- module that keeps them.
create table workforce.coverage (
    id           uuid primary key,
    organisation text not null references workforce.organisation,
    grid         text collate "C" not null check (grid ~ '^[0-9]{15}$'),
    building     text check (length(building) between 1 and 64),
    since        date not null,
    until        date,
    check (until >= since)
);
create unique index coverage_one on workforce.coverage (grid, building) nulls not distinct where until is null;
create index on workforce.coverage (organisation) where until is null;

-- Which cadre supports a grid (包联), and which police officer it has (一格一警). About persons, so scoped like matters.
create table workforce.link (
    id          uuid primary key,
    kind        text not null check (kind in ('CADRE', 'POLICE')),
    account     uuid not null,
    area        text collate "C" not null check (area ~ '^[0-9]{15}$'),
    unit        text,
    restricted  text,
    assignee    uuid,                -- the account, who sees the own ones
    owner       uuid,
    hidden_from text collate "C",
    since       date not null,
    until       date,
    check (until >= since)
);
create unique index link_once on workforce.link (kind, account, area) where until is null;
create index on workforce.link (area, kind) where until is null;
select public.linli_protect('workforce.link');

-- Whether a grid worker is a party member (党员网格员). Personal, so sealed; only whether a grid has one is told to all staff.
create table workforce.party_member (
    account uuid primary key,
    sealed  bytea not null,
    set_by  uuid not null,
    set_at  timestamptz not null
);
