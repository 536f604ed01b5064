-- What is near is asked for by community, street or county, whichever is known, and then by time: as columns of their own,
-- so that an index has those nearest in time side by side, and not all that happened there need be read and sorted.
alter table analysis.likeness
    add column county    text collate "C" generated always as (left(area, 6)) stored,
    add column street    text collate "C" generated always as (left(area, 9)) stored,
    add column community text collate "C" generated always as (left(area, 12)) stored;
create index likeness_county on analysis.likeness (county, reported_at);
create index likeness_street on analysis.likeness (street, reported_at);
create index likeness_community on analysis.likeness (community, reported_at);
-- likeness_time stays for what is known to lie in the province only
drop index analysis.likeness_near;
