-- The dictionary of marks is kept by people now. A kind ends and is never taken out: marks that were set keep their day.
alter table residents.tag_kind add ended_at timestamptz;
create unique index tag_kind_name on residents.tag_kind (chinese) where ended_at is null;

create table residents.tag_kind_change (
    id     uuid primary key,
    kind   text not null references residents.tag_kind,
    what   text not null check (what in ('ADDED', 'BASIS', 'ENDED')),
    detail text,
    reason text not null,
    at     timestamptz not null,
    by     uuid not null
);
create index on residents.tag_kind_change (at, id);
