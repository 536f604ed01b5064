-- What operators set while the server runs; all else is as the settings of the process say.
create table settings.adjustment (
    name  text primary key,
    value bigint not null
);

-- Who changed what, and why. The old and the new value are those that held.
create table settings.adjustment_change (
    id         uuid primary key,
    at         timestamptz not null,
    changed_by uuid not null,
    name       text not null,
    before     bigint not null,
    after      bigint not null,
    usual      boolean not null,  -- went back to what the settings of the process say
    reason     text not null
);
create index on settings.adjustment_change (at, id);
