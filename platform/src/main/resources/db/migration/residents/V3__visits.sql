-- One form that is filled in once at the door for several departments: each field names those that use it.
create table residents.visit_form (
    code    text primary key,
    chinese text not null,
    english text not null
);
create table residents.visit_field (
    form        text not null references residents.visit_form,
    key         text not null,
    position    int not null,
    chinese     text not null,
    english     text not null,
    type        text not null check (type in ('TEXT', 'YES_NO', 'NUMBER', 'DATE')),
    required    boolean not null,
    departments text[] not null check (departments <> '{}'), -- such as civil: the unit 430181-civil of the county 430181
    primary key (form, key)
);
insert into residents.visit_form (code, chinese, english) values ('HOME', '入户走访', 'Visit to a home');
insert into residents.visit_field (form, key, position, chinese, english, type, required, departments) values
    ('HOME', 'people', 1, '常住人数', 'People who live there', 'NUMBER', true, '{civil,urban}'),
    ('HOME', 'care', 2, '是否需要照料', 'Needs care', 'YES_NO', true, '{civil,disabled}'),
    ('HOME', 'aids', 3, '需要的辅助器具', 'Aids that are needed', 'TEXT', false, '{disabled}'),
    ('HOME', 'gas', 4, '燃气设施是否完好', 'Gas fittings are sound', 'YES_NO', true, '{urban}'),
    ('HOME', 'wish', 5, '诉求和建议', 'Wishes and suggestions', 'TEXT', false, '{civil}');

create table residents.visit (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    form        text not null references residents.visit_form,
    person      uuid not null references residents.person,
    made_by     uuid not null,
    at          timestamptz not null,
    answers     bytea not null -- sealed, once for all who use them
);
create index visit_person on residents.visit (person, id);
select public.linli_protect('residents.visit');

-- Which departments a visit is for: what they see of it is decided by the fields.
create table residents.visit_use (
    visit       uuid not null references residents.visit,
    department  text not null,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    primary key (visit, department)
);
create index visit_use_unit on residents.visit_use (unit, visit);
select public.linli_protect('residents.visit_use');
