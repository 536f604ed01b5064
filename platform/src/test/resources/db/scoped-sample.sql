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
alter table sample.matter enable row level security;
alter table sample.matter force row level security;
create policy seen on sample.matter for select
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy changed on sample.matter for update
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from)) with check (true);
create policy removed on sample.matter for delete
    using (public.linli_visible(area, unit, restricted, assignee, owner, hidden_from));
create policy added on sample.matter for insert with check (true);
