-- What modules let be counted besides incidents: so much on a day, of what the same people may see. Two generations of each
-- key, as for incidents: one is shown, the other is empty or being counted anew from the first event.
create table insight.counted (
    key         text not null,
    generation  int not null check (generation in (0, 1)),
    day         date not null,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,                      -- who did it
    owner       uuid,
    hidden_from text collate "C",
    above       bigint not null,
    below       bigint not null,
    unique nulls not distinct (key, generation, day, area, unit, restricted, assignee, owner, hidden_from)
);
create index counted_area on insight.counted (key, generation, area, day);
select public.linli_protect('insight.counted');

-- Of each key, which generation is shown, and how far each is in the journal; the other waits unless it was asked to count.
-- Nothing is told of a key before it has come to where the journal stood when the key was new.
create table insight.count_model (
    key        text primary key,
    active     int not null default 0 check (active in (0, 1)),
    asked_at   timestamptz,
    head_epoch int not null,
    head_xid   bigint not null,
    head_seq   bigint not null
);
create table insight.count_progress (
    key        text not null references insight.count_model,
    generation int not null check (generation in (0, 1)),
    epoch      int not null,
    xid        bigint not null,
    seq        bigint not null,
    primary key (key, generation)
);

-- An indicator is of incidents, or of one of those keys.
alter table insight.indicator add countable text;
alter table insight.indicator drop constraint indicator_kind_check;
alter table insight.indicator add constraint indicator_kind_check
    check (kind in ('GROUP', 'RATIO', 'DURATION', 'COUNT', 'EACH', 'SURVEY', 'NONE'));
alter table insight.indicator add check (case when kind = 'EACH' then countable is not null
    else countable is null or kind in ('RATIO', 'COUNT') end);
