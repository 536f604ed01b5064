-- The sums of one area lie together. In one table of all areas they came to stand in thousands of blocks that hold a few
-- of them each. Hashing by the area suits areas of every level, and a query for some areas reads their parts only.
alter table incident.tally_below rename to tally_below_spread;

create table incident.tally_below (
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid check (assignee is null),
    owner       uuid check (owner is null),
    hidden_from text collate "C",
    status      text not null,
    category    text collate "C",
    n           bigint not null,
    unique nulls not distinct (area, status, category, unit, restricted, hidden_from)
) partition by hash (area);

do $$ begin
    for part in 0..31 loop
        -- each block keeps room for the new versions of its rows
        execute format('create table incident.tally_below_%s partition of incident.tally_below
            for values with (modulus 32, remainder %s) with (fillfactor = 80)', part, part);
        perform public.linli_protect(format('incident.tally_below_%s', part)::regclass);
    end loop;
end $$;
select public.linli_protect('incident.tally_below');

select set_config('linli.scope', 'system', true);
insert into incident.tally_below select * from incident.tally_below_spread where n <> 0 order by area, status, category;
drop table incident.tally_below_spread;
analyze incident.tally_below;

-- What is somebody's own or assigned to them is counted from the index alone: with all that row security asks, and what
-- the counters can be asked for.
drop index incident.incident_owner;
create index incident_owner on incident.incident (owner, reported_at, id)
    include (area, unit, restricted, assignee, hidden_from, status, category) where owner is not null;
drop index incident.incident_assignee;
create index incident_assignee on incident.incident (assignee, reported_at, id)
    include (area, unit, restricted, owner, hidden_from, status, category) where assignee is not null;

-- A department looks for few of a kind, or of a place, among all that is its own.
drop index incident.incident_unit;
create index incident_unit on incident.incident (unit, category, reported_at) where unit is not null;
create index incident_unit_area on incident.incident (unit, area, reported_at) where unit is not null;
