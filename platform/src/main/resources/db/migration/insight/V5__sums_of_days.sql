-- What the rows of a day come to, of an area with all below it: the figures of a county over months would count hundreds of
-- thousands of rows each time. Made of the rows alone, one day after the other, and made anew when a row of the day changed.
create table insight.day_sum (
    generation  int not null,
    counted_by  text not null,
    day         date not null,
    per_unit    boolean not null,          -- of one unit, or of all together
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid check (assignee is null),
    owner       uuid check (owner is null),
    hidden_from text collate "C",
    facts       bytea not null,            -- in pairs: what is so, a bit for each fact, and of how many
    responses   bytea not null,            -- microseconds from the report, of those of which it is known, in the same order
    handlings   bytea not null
) partition by list (generation);
create table insight.day_sum_0 partition of insight.day_sum for values in (0);
create table insight.day_sum_1 partition of insight.day_sum for values in (1);

create index day_sum_area on insight.day_sum (area, counted_by, day);
create index day_sum_day on insight.day_sum (day, counted_by);

select public.linli_protect('insight.day_sum');
select public.linli_protect('insight.day_sum_0');
select public.linli_protect('insight.day_sum_1');

-- The days whose sums are as their rows are. Whoever changes a row takes its days out of here in the same transaction.
create table insight.summed_day (
    generation int not null check (generation in (0, 1)),
    counted_by text not null,
    day        date not null,
    words      text not null,              -- by which facts: another release may know others
    primary key (generation, counted_by, day)
);

create or replace function insight.empty_generation(other int) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s'
as $$
begin
    if other = (select active from insight.model) then
        raise exception 'generation % is shown', other;
    end if;
    execute format('truncate insight.matter_%s', case other when 0 then 0 when 1 then 1 end);
    execute format('truncate insight.day_sum_%s', case other when 0 then 0 when 1 then 1 end);
    delete from insight.summed_day where generation = other;
    delete from insight.progress where generation = other;
end $$;
