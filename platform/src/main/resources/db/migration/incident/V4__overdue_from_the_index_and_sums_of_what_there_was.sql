-- The deadlines of what is open, with all that row security asks: counting what is overdue reads the index alone.
drop index incident.incident_due;
create index incident_due on incident.incident (due_at, id)
    include (area, unit, restricted, assignee, owner, hidden_from) where due_at is not null;

-- The sums were first made under row security, which shows the owner of the tables nothing.
select set_config('linli.scope', 'system', true);
delete from incident.tally_below;
insert into incident.tally_below (area, unit, restricted, hidden_from, status, category, n)
select left(area, digits), unit, restricted, hidden_from, status, category, sum(n)
from incident.tally, unnest(array[2, 4, 6, 9, 12, 15, 17]) digits
where digits <= length(area)
group by 1, 2, 3, 4, 5, 6;
