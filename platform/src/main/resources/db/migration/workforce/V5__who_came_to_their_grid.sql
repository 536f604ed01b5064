-- When a cadre came to a grid that they support and left again (干部下沉). Where exactly they stood is not kept: only whether
-- it was in the grid, when they let the phone say it. About persons, so scoped like matters.
create table workforce.presence (
    id          uuid primary key,
    account     uuid not null,
    area        text collate "C" not null check (area ~ '^[0-9]{15}$'),
    unit        text,
    restricted  text,
    assignee    uuid,                -- the account, who sees the own ones
    owner       uuid,
    hidden_from text collate "C",
    arrived_at  timestamptz not null,
    left_at     timestamptz,
    forgotten   boolean not null default false, -- nobody signed out; when they left is not known
    in_grid     boolean,
    check (left_at >= arrived_at),
    check (left_at is null or not forgotten)
);
create unique index presence_one on workforce.presence (account) where left_at is null and not forgotten;
create index on workforce.presence (area, id);
create index on workforce.presence (account, arrived_at);
select public.linli_protect('workforce.presence');
