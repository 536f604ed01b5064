-- The responsibility matrix: who is accountable for a kind of matter (null: every kind) at each area of a level within an
-- area, as a post or as an organisation. Kinds are known by codes of the module that keeps them.
create table workforce.responsibility (
    id     uuid primary key,
    area   text collate "C" not null check (area ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$'),
    matter text check (matter ~ '^[0-9A-Z.-]{1,20}$'),
    level  text not null check (level in ('COUNTY', 'STREET', 'COMMUNITY', 'GRID')),
    role   text,
    unit   text references workforce.organisation,
    since  date not null,
    until  date,
    check (until >= since),
    check ((role is null) <> (unit is null))
);
create unique index responsibility_one on workforce.responsibility (area, matter, level) nulls not distinct
    where until is null;
create index on workforce.responsibility (unit) where until is null;
