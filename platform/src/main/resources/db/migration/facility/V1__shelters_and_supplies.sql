create schema facility;

-- Where people can be brought to. A place, no personal data; the number on duty is sealed. How many beds are taken stands
-- with the capacity, so that no two claims take the same bed.
create table facility.shelter (
    id           uuid primary key,
    area         text collate "C" not null,
    name         text not null check (length(name) between 1 and 100),
    address      text not null check (length(address) between 1 and 200),
    longitude    double precision,
    latitude     double precision,
    capacity     int not null check (capacity between 1 and 100000),
    taken        int not null default 0 check (taken >= 0),
    stairs       boolean not null,     -- the beds are reached by stairs only
    wheelchair   boolean not null,
    animals      boolean not null,
    power        boolean not null,     -- for oxygen and powered equipment, in a power cut too
    holder       text not null check (length(holder) between 1 and 100), -- the unit or post that has the key
    phone        bytea,
    state        text not null check (state in ('READY', 'OUT_OF_ORDER', 'CLOSED')),
    changed_by   uuid not null,
    made_at      timestamptz not null,
    changed_at   timestamptz not null,
    close_reason text check (length(close_reason) between 1 and 500),
    constraint no_bed_twice check (taken <= capacity),
    check ((longitude is null) = (latitude is null)),
    check ((state = 'CLOSED') = (close_reason is not null))
);
create index shelter_area on facility.shelter (area, id);

create table facility.supply (
    id           uuid primary key,
    area         text collate "C" not null,
    kind         text not null check (kind in ('VEHICLE', 'BOAT', 'PUMP', 'SANDBAGS', 'PEOPLE')),
    name         text not null check (length(name) between 1 and 100),
    quantity     int not null check (quantity between 1 and 1000000),
    seats        int not null default 0 check (seats between 0 and 500),       -- of a vehicle or boat, with the places
    wheelchairs  int not null default 0 check (wheelchairs between 0 and seats), -- for wheelchairs
    taken        int not null default 0 check (taken >= 0),
    taken_wheelchairs int not null default 0 check (taken_wheelchairs >= 0),
    holder       text not null check (length(holder) between 1 and 100),
    phone        bytea,
    state        text not null check (state in ('READY', 'OUT_OF_ORDER', 'CLOSED')),
    changed_by   uuid not null,
    made_at      timestamptz not null,
    changed_at   timestamptz not null,
    close_reason text check (length(close_reason) between 1 and 500),
    constraint no_seat_twice check (taken <= seats and taken_wheelchairs <= wheelchairs),
    check (kind in ('VEHICLE', 'BOAT') or seats = 0),
    check ((state = 'CLOSED') = (close_reason is not null))
);
create index supply_area on facility.supply (area, kind, id);

-- Who has how much: the opaque id of whatever it was claimed for, which has one place to sleep and one to sit.
create table facility.bed_claim (
    holder  uuid primary key,
    shelter uuid not null references facility.shelter,
    beds    int not null check (beds > 0)
);
create index on facility.bed_claim (shelter);

create table facility.seat_claim (
    holder      uuid primary key,
    supply      uuid not null references facility.supply,
    seats       int not null check (seats > 0),
    wheelchairs int not null check (wheelchairs between 0 and seats)
);
create index on facility.seat_claim (supply);
