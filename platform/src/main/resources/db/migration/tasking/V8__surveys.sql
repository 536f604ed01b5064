-- Household surveys. Which homes were asked and what they said stand apart, without a link and without a time.
create table tasking.survey (
    id          uuid primary key,
    title       text not null check (length(title) between 2 and 100),
    area        text collate "C" not null,
    state       text not null check (state in ('DRAFT', 'OPEN', 'CLOSED')),
    version     int not null check (version > 0),
    made_by     uuid not null,
    made_at     timestamptz not null,
    opened_at   timestamptz,
    closed_at   timestamptz
);
create index survey_area on tasking.survey (area, id);

create table tasking.survey_form (
    survey    uuid not null references tasking.survey,
    version   int not null check (version > 0),
    questions jsonb not null,
    primary key (survey, version)
);

create table tasking.survey_home (
    survey     uuid not null references tasking.survey,
    home_index bytea not null,              -- keyed: shows that a home was asked, not which one
    primary key (survey, home_index)
);

create table tasking.survey_answer (
    id        uuid primary key,             -- random, without time
    survey    uuid not null references tasking.survey,
    version   int not null,
    community text collate "C" not null,
    choices   jsonb not null,
    sealed    bytea not null                -- what was said in words
);
create index survey_answer_survey on tasking.survey_answer (survey);
