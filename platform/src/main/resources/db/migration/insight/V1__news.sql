create schema insight;

-- What happened lately, in the order of the journal: one reader writes it, one transaction after the other, so whoever
-- has seen a place has seen all before it. Open screens are told from here, by whatever instance they are at.
create table insight.news (
    place       bigint generated always as identity primary key,
    incident    uuid not null,
    number      text not null,
    kind        text not null,               -- of event, such as incident.reported
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid check (assignee is null),
    owner       uuid check (owner is null),
    hidden_from text collate "C",
    category    text collate "C",
    status      text not null,
    urgent      boolean not null,
    due_at      timestamptz,
    at          timestamptz not null
);
create index news_at on insight.news (at);
select public.linli_protect('insight.news');
