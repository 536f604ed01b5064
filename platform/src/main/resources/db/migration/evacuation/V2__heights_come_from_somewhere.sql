-- Where a height comes from and as of which day. Of a building whose place alone was brought, surveys of the ground may tell
-- it; what nobody told stays unknown.
alter table evacuation.ground
    alter column height drop not null,
    add column source      text check (length(source) between 2 and 100),
    add column surveyed_on date,
    add check (height is not null or (source is null and surveyed_on is null));

-- Points at which somebody measured the ground. Places, no personal data.
create table evacuation.terrain_point (
    longitude   double precision not null check (longitude between -180 and 180),
    latitude    double precision not null check (latitude between -90 and 90),
    height      double precision not null check (height between -500 and 9000), -- metres above the sea
    source      text not null check (length(source) between 2 and 100),
    surveyed_on date not null,
    changed_at  timestamptz not null,
    primary key (longitude, latitude)
);
create index terrain_point_place on evacuation.terrain_point using gist (point(longitude, latitude));

-- Grids of heights, for the ground of whoever brought them; in pieces of 64 by 64 cells, so that few are read for a place.
create table evacuation.terrain (
    id          uuid primary key,
    covers      text collate "C" not null,
    source      text not null check (length(source) between 2 and 100),
    surveyed_on date not null,
    west        double precision not null,
    south       double precision not null,
    cell        double precision not null check (cell > 0),                     -- degrees
    columns     int not null check (columns > 0),
    lines       int not null check (lines > 0),
    known       bigint not null default 0,                                      -- cells with a height
    brought_by  uuid not null,
    brought_at  timestamptz not null,
    ready       boolean not null default false                                  -- all of it is here
);

create table evacuation.terrain_piece (
    terrain uuid not null references evacuation.terrain on delete cascade,
    line    int not null,
    piece   int not null,
    heights bytea not null,                                                     -- 64 lines of 64 floats, NaN where unknown
    primary key (terrain, line, piece)
);
