-- Place, time, kind and the signature of the words of each incident: no text, no person. Who sees the incident by a post of
-- theirs sees the row.
create table analysis.likeness (
    incident    uuid primary key,
    number      text not null,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid check (assignee is null),
    owner       uuid check (owner is null),
    hidden_from text collate "C",
    geohash     text,
    category    text collate "C",
    status      text not null,
    reported_at timestamptz not null,
    signature   text not null
);
create index likeness_near on analysis.likeness (area, reported_at);
select public.linli_protect('analysis.likeness');
