select public.linli_protect('incident.incident');
select public.linli_protect('incident.tally');

-- areas and categories are many and unevenly full: the planner is to know
alter table incident.incident alter column area set statistics 1000;
alter table incident.incident alter column category set statistics 1000;

-- The queues hold few of many. A test compares the states named here with those that are open.
create index incident_urgent on incident.incident (reported_at, id)
    where urgent and status in ('REPORTED', 'VERIFYING', 'FILED', 'DISPATCHED', 'OBJECTED', 'HANDLING', 'SUSPENDED',
        'FEEDBACK', 'INSPECTING', 'REWORK', 'REOPENED');
create index incident_unplaced on incident.incident (reported_at, id)
    where grid is null and status in ('REPORTED', 'VERIFYING', 'FILED', 'DISPATCHED', 'OBJECTED', 'HANDLING',
        'SUSPENDED', 'FEEDBACK', 'INSPECTING', 'REWORK', 'REOPENED');

-- the map of what is open, with all that row security asks, so that clusters are made from the index alone
create index incident_open_points on incident.incident (longitude, latitude)
    include (area, unit, restricted, assignee, owner, hidden_from, status, urgent)
    where longitude is not null and status in ('REPORTED', 'VERIFYING', 'FILED', 'DISPATCHED', 'OBJECTED', 'HANDLING',
        'SUSPENDED', 'FEEDBACK', 'INSPECTING', 'REWORK', 'REOPENED');

-- How many there are in an area and all that lies in it: one row for each area around an incident, so that the sum for a
-- county is read from a few hundred rows and not from all of its grids.
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
);
select public.linli_protect('incident.tally_below');

insert into incident.tally_below (area, unit, restricted, hidden_from, status, category, n)
select left(area, digits), unit, restricted, hidden_from, status, category, sum(n)
from incident.tally, unnest(array[2, 4, 6, 9, 12, 15, 17]) digits
where digits <= length(area)
group by 1, 2, 3, 4, 5, 6;
