-- Why a link ended, sealed since it speaks of a person, and who ended it. The link itself stays.
alter table workforce.link
    add ended_reason bytea,
    add ended_by uuid,
    add check (until is not null or ended_reason is null and ended_by is null);
create index link_ended on workforce.link (area, id) where until is not null;
create index link_reason on workforce.link (until) where ended_reason is not null;
