create schema analysis;

-- How far in the journal the detectors are, and the latest time of a fact, by which days end.
create table analysis.progress (
    name      text primary key,
    epoch     int not null,
    xid       xid8 not null,
    seq       bigint not null,
    watermark timestamptz not null,
    entries   bigint not null,
    moved     timestamptz not null
);

-- One row for each detector that has run here. Since when its present version does.
create table analysis.detector (
    name    text primary key,
    version int not null,
    since   timestamptz not null
);

-- What a detector knows of a key.
create table analysis.state (
    detector text not null,
    key      text collate "C" not null,
    body     jsonb not null,
    primary key (detector, key)
);

-- How much each did on a day on which it was at work.
create table analysis.detector_day (
    detector text not null,
    day      date not null,
    facts    bigint not null,
    findings bigint not null,
    faults   bigint not null,
    primary key (detector, day)
);

-- What one detector could not do with one fact. The others went on.
create table analysis.fault (
    id       bigint generated always as identity primary key,
    detector text not null,
    key      text not null,
    epoch    int not null,
    xid      xid8 not null,
    seq      bigint not null,
    type     text not null,
    cause    text not null,
    at       timestamptz not null
);
create index fault_latest on analysis.fault (detector, id desc);

-- Facts whose time lay ahead of the clock when they came, and as of when they were taken: a replay takes them alike.
create table analysis.skew (
    epoch int not null,
    xid   xid8 not null,
    seq   bigint not null,
    said  timestamptz not null,
    taken timestamptz not null,
    primary key (epoch, xid, seq)
);

-- A change of a parameter holds from a place in the journal, so that a replay knows what held when. Not yet from any:
-- until the next facts come.
create table analysis.parameter_change (
    id         uuid primary key,
    detector   text not null,
    name       text not null,
    value      double precision,   -- null: as is usual again
    reason     text not null check (length(reason) between 1 and 500),
    changed_by uuid not null,
    at         timestamptz not null,
    number     bigint generated always as identity,
    epoch      int,
    xid        xid8,
    seq        bigint
);
create index parameter_change_of on analysis.parameter_change (detector, number);
revoke delete, truncate on analysis.parameter_change from ${application};

create table analysis.replay (
    id          uuid primary key,
    detector    text not null,
    parameters  jsonb,             -- null: those that held at each place
    begun_by    uuid not null,
    begun_at    timestamptz not null,
    beat        timestamptz not null,
    state       text not null check (state in ('RUNNING', 'DONE', 'FAILED')),
    ended_at    timestamptz,
    entries     bigint not null default 0,
    facts       bigint not null default 0,
    findings    bigint not null default 0,
    same        bigint not null default 0,
    missing     bigint not null default 0,  -- told live, not found by the replay
    more        bigint not null default 0,  -- found by the replay, not told live
    cause       text
);
create unique index replay_one on analysis.replay ((true)) where state = 'RUNNING';

-- What people are warned of: all signals of one topic until it is closed.
create table analysis.warning (
    id           uuid primary key,
    topic        text not null,
    kind         text not null,
    level        text not null check (level in ('BLUE', 'YELLOW', 'ORANGE', 'RED')),
    source       text not null,
    area         text collate "C" not null,
    cell         text,
    category     text,
    unit         text,
    restricted   text,
    assignee     uuid,
    owner        uuid,
    hidden_from  text collate "C",
    holder_role  text not null,
    holder_area  text collate "C" not null,
    status       text not null check (status in ('OPEN', 'ACKNOWLEDGED', 'ACTING', 'CLOSED')),
    outcome      text check (outcome in ('HANDLED', 'FALSE_ALARM', 'NOTHING_TO_DO', 'MUTED')),
    figures      jsonb not null,
    signals      int not null,
    reopened     int not null default 0,
    escalations  int not null default 0,
    opened_at    timestamptz not null,
    last_at      timestamptz not null,
    due_at       timestamptz,
    closed_at    timestamptz,
    check ((status = 'CLOSED') = (closed_at is not null)),
    check ((status = 'CLOSED') = (outcome is not null)),
    check ((status = 'CLOSED') = (due_at is null))
);
create unique index warning_open on analysis.warning (topic) where status <> 'CLOSED';
create index warning_topic on analysis.warning (topic, last_at desc);
create index warning_area on analysis.warning (area, opened_at desc, id desc);
create index warning_due on analysis.warning (due_at) where status <> 'CLOSED';
select public.linli_protect('analysis.warning');

-- What was found, once each. It belongs to a warning, or was muted.
create table analysis.signal (
    id          uuid primary key,
    source      text not null,     -- the detector and its version, such as grid-surge/1
    found       text not null,     -- the same finding has the same
    kind        text not null,
    level       text not null check (level in ('BLUE', 'YELLOW', 'ORANGE', 'RED')),
    topic       text not null,
    area        text collate "C" not null,
    cell        text,
    category    text,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    figures     jsonb not null,
    evidence    uuid[] not null,
    epoch       int not null,
    xid         xid8 not null,
    seq         bigint not null,
    at          timestamptz not null,
    warning     uuid references analysis.warning,
    mute        uuid,
    unique (source, found),
    check (warning is null or mute is null)
);
create index signal_warning on analysis.signal (warning, at desc) where warning is not null;
create index signal_area on analysis.signal (area, at desc, id desc);
create index signal_orphans on analysis.signal (at) where warning is null and mute is null;
select public.linli_protect('analysis.signal');

-- What was done about a warning, by whom. Notes are kept with numbers of persons replaced by markers.
create table analysis.warning_step (
    warning uuid not null references analysis.warning,
    number  int not null,
    at      timestamptz not null,
    step    text not null,
    account uuid,
    note    text check (length(note) <= 2000),
    status  text not null,
    primary key (warning, number)
);
revoke update, delete, truncate on analysis.warning_step from ${application};

-- What nobody wants to be told of for a while: a topic, or a kind in an area.
create table analysis.mute (
    id          uuid primary key,
    topic       text,
    kind        text not null,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    reason      text not null check (length(reason) between 1 and 500),
    muted_by    uuid not null,
    at          timestamptz not null,
    until       timestamptz not null,
    ended_at    timestamptz,
    signals     bigint not null default 0,
    check (until > at)
);
create index mute_now on analysis.mute (kind, until) where ended_at is null;
select public.linli_protect('analysis.mute');

-- What each incident contributes to the risk of its place. Nothing of restricted ones, or of those about somebody.
create table analysis.contribution (
    incident    uuid primary key,
    area        text collate "C" not null,
    cell        text,
    category    text collate "C",
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    at          timestamptz not null,
    urgent      boolean not null,
    danger      boolean not null,
    open        boolean not null,
    again       int not null
);
create index contribution_area on analysis.contribution (area, at desc);
create index contribution_at on analysis.contribution (at);
select public.linli_protect('analysis.contribution');

-- How much a kind of matter weighs; the longest beginning of its code counts, and what is not named weighs 1.
create table analysis.risk_weight (
    category text collate "C" primary key check (category ~ '^([0-9]{2}){1,3}$'),
    weight   double precision not null check (weight >= 0 and weight <= 100)
);

-- How it was at the end of each day.
create table analysis.risk_day (
    day         date not null,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    points      double precision not null,
    incidents   int not null,
    primary key (area, day)
);
select public.linli_protect('analysis.risk_day');
