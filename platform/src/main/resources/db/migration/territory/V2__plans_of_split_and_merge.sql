-- A plan to divide ground anew. Until it is published nothing but these tables knows of it, so that dropping it leaves no
-- trace on the ground.
create table territory.plan (
    id           uuid primary key,
    area         text collate "C" not null references territory.area,  -- all of the plan lies in it
    name         text not null check (length(name) between 1 and 100),
    reason       text check (length(reason) between 1 and 1000),
    holds_from   date not null,
    state        text not null check (state in ('DRAFT', 'PREVIEWED', 'PUBLISHING', 'PUBLISHED', 'DROPPED')),
    phase        text check (phase in ('AHEAD', 'GROUND', 'MATTERS', 'REST')),  -- how far the publishing has come
    version      int not null,
    made_by      text not null,
    made_at      timestamptz not null,
    changed_at   timestamptz not null,
    published_by text,
    turned_at    timestamptz,  -- since when the new areas are open
    ended_at     timestamptz,
    check ((state = 'PUBLISHING') = (phase is not null)),
    check (state not in ('PUBLISHING', 'PUBLISHED') or published_by is not null)
);
create index on territory.plan (state);

create table territory.plan_opening (
    plan    uuid not null references territory.plan,
    code    text collate "C" not null check (code ~ '^([0-9]{12}|[0-9]{15}|[0-9]{17})$'),
    name    text not null check (length(name) between 1 and 100),
    kind    text check (kind in ('BASIC', 'DEDICATED', 'MICRO')),
    purpose text check (length(purpose) between 1 and 50),
    outline bytea,  -- as drawn; null: what its sources leave it
    primary key (plan, code)
);

-- Where the ground of an area goes: all of it, or a part that is what lies in the outline of the target and the buildings
-- that are named.
create table territory.plan_share (
    plan      uuid not null references territory.plan,
    source    text collate "C" not null,
    target    text collate "C" not null,
    part      boolean not null,
    buildings text[] not null default '{}',
    primary key (plan, source, target)
);
create unique index plan_share_rest on territory.plan_share (plan, source) where not part;

-- What was counted when the new areas opened and when all had moved; what became one in a merged area counts once less.
create table territory.plan_total (
    plan   uuid not null references territory.plan,
    what   text not null,
    before bigint not null,
    merged bigint not null,
    after  bigint,
    primary key (plan, what)
);

-- The same by area, so that a report can be made of the ground as it was.
create table territory.plan_figure (
    plan uuid not null references territory.plan,
    area text collate "C" not null,
    what text not null,
    n    bigint not null,
    primary key (plan, area, what)
);

-- neither divided nor put together: the same ground under another code
alter table territory.lineage drop constraint lineage_kind_check;
alter table territory.lineage add constraint lineage_kind_check check (kind in ('SPLIT', 'MERGE', 'MOVED'));
