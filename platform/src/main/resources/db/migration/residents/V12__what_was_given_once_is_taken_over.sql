-- Which application took over what its maker had given before, so that they can read it. Nothing that they gave is kept
-- here a second time. On nobody's ground: its owner alone sees it.
create table residents.taken_over (
    id          uuid primary key,
    area        text collate "C",
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid not null,
    hidden_from text collate "C",
    matter      text not null,  -- what kind of application, such as home.claim
    application uuid not null,
    facts       text[] not null check (facts <> '{}'),
    at          timestamptz not null,
    unique (application, matter)
);
create index taken_over_owner on residents.taken_over (owner, id);
create index taken_over_at on residents.taken_over (at);
select public.linli_protect('residents.taken_over');
