create schema dataprotection;

-- The law that a kind of personal data rests on, as the operator has confirmed it. What modules keep is told by the
-- program itself.
create table dataprotection.basis (
    kind   text primary key,
    law    text not null,
    set_by uuid not null,
    set_at timestamptz not null
);

-- What people are told before their first data are taken (个人信息保护法 art. 17). Version 0 is the program's own text.
create table dataprotection.notice (
    version      int primary key check (version > 0),
    chinese      text not null,
    english      text not null,
    published_by uuid not null,
    published_at timestamptz not null
);

create table dataprotection.notice_shown (
    account uuid not null,
    version int not null,
    at      timestamptz not null,
    primary key (account, version)
);

-- What somebody agreed to, under which notice, and when they withdrew it. Withdrawn without ever having agreed: given_at
-- is null. Rows are ended and never changed otherwise.
create table dataprotection.consent (
    id           uuid primary key,
    account      uuid not null,
    purpose      text not null,
    notice       int not null,
    given_at     timestamptz,
    guardian     bytea, -- sealed; who agreed for a child under fourteen (art. 31)
    withdrawn_at timestamptz,
    check (given_at is not null or withdrawn_at is not null)
);
create unique index consent_in_force on dataprotection.consent (account, purpose) where withdrawn_at is null;
create index on dataprotection.consent (account, purpose, id);

-- How long a kind is kept, where it is not the program's standard. It counts once a dry run has shown what it would do.
create table dataprotection.retention_rule (
    kind   text primary key,
    days   int not null check (days between 1 and 36500),
    source text not null, -- the law, or the operator's own decision, in words
    set_by uuid not null,
    set_at timestamptz not null
);

-- What must not be erased for now: a kind, or what concerns one account, person or matter.
create table dataprotection.hold (
    id        uuid primary key,
    kind      text,
    subject   uuid,
    reason    bytea not null, -- sealed
    set_by    uuid not null,
    set_at    timestamptz not null,
    lifted_by uuid,
    lifted_at timestamptz,
    check ((kind is null) <> (subject is null)),
    check ((lifted_by is null) = (lifted_at is null))
);

create table dataprotection.retention_run (
    id         uuid primary key,
    cause      text not null check (cause in ('TIMER', 'OPERATOR', 'PERSON')),
    dry        boolean not null,
    day        date not null,
    started_by uuid,
    started_at timestamptz not null,
    ended_at   timestamptz
);
-- one instance a day does it
create unique index retention_run_daily on dataprotection.retention_run (day) where cause = 'TIMER';
create index on dataprotection.retention_run (started_at desc, id desc);

create table dataprotection.retention_line (
    run     uuid not null references dataprotection.retention_run,
    kind    text not null,
    before  timestamptz, -- what ended earlier was due
    due     bigint not null,
    held    bigint not null,
    erased  bigint not null,
    refused text, -- why nothing, or not all of it, was erased: a code
    primary key (run, kind)
);
create index on dataprotection.retention_line (kind, run) where refused is null;

-- Somebody asks, another person decides: data of a territory for a department, an export of many people, one's own erasure.
create table dataprotection.request (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid not null, -- who asks
    hidden_from text collate "C",
    kind        text not null check (kind in ('ACCESS', 'EXPORT', 'ERASURE')),
    what        text[] not null, -- kinds of data, or the name of the list
    most        int check (most > 0), -- rows of an export
    purpose     bytea not null, -- sealed
    state       text not null check (state in ('OPEN', 'GRANTED', 'REFUSED', 'ENDED')),
    made_at     timestamptz not null,
    until       timestamptz,
    decided_at  timestamptz,
    decided_by  uuid check (decided_by <> owner),
    answer      bytea, -- sealed
    used_at     timestamptz, -- an export is taken once
    run         uuid references dataprotection.retention_run,
    check ((state = 'OPEN') = (decided_at is null))
);
create index on dataprotection.request (area, id) where state = 'OPEN';
create index on dataprotection.request (owner, id);
create unique index erasure_waiting on dataprotection.request (owner) where kind = 'ERASURE' and state = 'OPEN';
select public.linli_protect('dataprotection.request');

-- Assessments of the impact on people (art. 55, 56) and drills for a breach (art. 57): written once, never changed; art.
-- 56 wants them kept for three years at least.
create table dataprotection.assessment (
    id      uuid primary key,
    module  text not null,
    content bytea not null, -- sealed
    made_by uuid not null,
    made_at timestamptz not null
);
create table dataprotection.drill (
    id      uuid primary key,
    held_on date not null,
    content bytea not null, -- sealed
    made_by uuid not null,
    made_at timestamptz not null
);

create function dataprotection.refuse() returns trigger language plpgsql as
$$ begin raise exception 'the record is append-only'; end $$;
create trigger append_only before update or delete or truncate on dataprotection.assessment
    for each statement execute function dataprotection.refuse();
create trigger append_only before update or delete or truncate on dataprotection.drill
    for each statement execute function dataprotection.refuse();
create trigger append_only before delete or truncate on dataprotection.consent
    for each statement execute function dataprotection.refuse();
