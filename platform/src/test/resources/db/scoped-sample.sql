-- A scoped table as every module makes its own.
create schema if not exists sample;
grant usage on schema sample to linli;
create table sample.matter (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    title       text not null,
    status      text not null default 'REPORTED'
);
grant select, insert, update, delete on sample.matter to linli;
select public.linli_protect('sample.matter');
-- the same rows without that wall
create table sample.open_matter (like sample.matter);
grant select, insert, delete on sample.open_matter to linli;
