-- What a building, or a unit of it, was called before. Names are never taken back: by an old one it is still found.
create table residents.former_name (
    id       uuid primary key,
    building uuid not null references residents.building,
    unit     text,                    -- what the unit is called now; null where it is the building itself
    name     text not null,
    until    timestamptz not null,
    ended_by uuid not null
);
create index on residents.former_name (building);
create index on residents.former_name (name);

-- Open buildings by each name that they had; a name that another building of the area has today is that building's.
create view residents.building_called as
    select b.id, b.area, b.name as called, false as former from residents.building b where b.closed_at is null
    union all
    select b.id, b.area, f.name, true from residents.former_name f join residents.building b on b.id = f.building
    where f.unit is null and b.closed_at is null and not exists (
        select from residents.building k where k.area = b.area and k.name = f.name and k.closed_at is null);

-- What a unit is called now, by any name that it had.
create function residents.unit_now(wanted_building uuid, wanted text) returns text language sql stable as $$
    select coalesce(
        (select f.unit from residents.former_name f
         where f.building = wanted_building and f.unit is not null and f.name = wanted
             and not exists (
                 select from residents.home h
                 where h.building = wanted_building and h.unit_name = wanted and h.closed_at is null)
         order by f.until desc limit 1),
        wanted)
$$;
