create schema deliberation;

-- An evening talk in the open (凉亭夜话): where, when, who held it, what it was about. What people say holds names, so all
-- words are sealed; place, times and how each opinion ended are in clear.
create table deliberation.talk (
    id          uuid primary key,        -- made on the phone
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    place       text not null check (length(place) between 1 and 200),
    held_at     timestamptz not null,
    host        uuid not null,
    topics      bytea,                   -- null once erased
    answer_by   date not null,
    made_at     timestamptz not null,
    erased_at   timestamptz,
    check ((topics is null) = (erased_at is not null))
);
create index talk_area on deliberation.talk (area, id desc);
create index talk_host on deliberation.talk (host, id desc);
create index talk_unerased on deliberation.talk (held_at) where erased_at is null;
select public.linli_protect('deliberation.talk');

-- None is deleted, and none is without a state: what has not ended has a day on which it is to have an end.
create table deliberation.opinion (
    id              uuid primary key,    -- made on the phone
    talk            uuid not null references deliberation.talk,
    number          int not null check (number between 1 and 50),
    area            text collate "C" not null,
    unit            text,
    restricted      text,
    assignee        uuid,
    owner           uuid,
    hidden_from     text collate "C",
    topic           int check (topic between 0 and 9),
    words           bytea,
    speaker         bytea,
    state           text not null check (state in ('OPEN', 'FOR_TOPIC', 'ANSWERED', 'REPORTED')),
    due_on          date not null,
    answer          bytea,
    incident        uuid,
    incident_number text,
    ended_by        uuid,
    ended_at        timestamptz,
    unique (talk, number),
    check ((state in ('ANSWERED', 'REPORTED')) = (ended_at is not null)),
    check ((ended_at is null) = (ended_by is null)),
    check ((state = 'REPORTED') = (incident is not null)),
    check ((incident is null) = (incident_number is null))
);
create index opinion_open on deliberation.opinion (area, due_on) where ended_at is null;
select public.linli_protect('deliberation.opinion');
revoke delete, truncate on deliberation.talk, deliberation.opinion from ${application};
