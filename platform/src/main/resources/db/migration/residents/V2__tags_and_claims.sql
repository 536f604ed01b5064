-- What kinds of marks there may be. Without a legal basis a kind waits to be confirmed (待核定) and is not set in
-- production. Who may set and who may see a kind is data.
create table residents.tag_kind (
    code    text primary key,
    chinese text not null,
    english text not null,
    basis   text,
    setters text[] not null,
    seers   text[] not null
);
insert into residents.tag_kind (code, chinese, english, basis, setters, seers) values
    ('LIVES_ALONE', '独居老人', 'Old person living alone', null,
        '{COMMUNITY_WORKER,STREET_STAFF}', '{GRID_WORKER,COMMUNITY_WORKER,STREET_STAFF}'),
    ('DISABLED', '残疾人', 'Disabled person', null,
        '{COMMUNITY_WORKER,STREET_STAFF}', '{GRID_WORKER,COMMUNITY_WORKER,STREET_STAFF}'),
    ('LEFT_BEHIND', '农村留守儿童', 'Child left behind in the country',
        null,
        '{COMMUNITY_WORKER,STREET_STAFF}', '{GRID_WORKER,COMMUNITY_WORKER,STREET_STAFF}'),
    ('SUBSISTENCE', '最低生活保障对象', 'Receives subsistence allowance', '社会救助暂行办法（国务院令第649号）',
        '{STREET_STAFF}', '{COMMUNITY_WORKER,STREET_STAFF}'),
    ('DESTITUTE', '特困供养人员', 'Supported as destitute', '社会救助暂行办法（国务院令第649号）',
        '{STREET_STAFF}', '{COMMUNITY_WORKER,STREET_STAFF}'),
    ('PREFERENTIAL', '优抚对象', 'Entitled to preferential treatment', null,
        '{STREET_STAFF}', '{COMMUNITY_WORKER,STREET_STAFF}');

-- A mark on a person, which ends on a day. Which one is sealed: several of them tell of health.
create table residents.tag (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,
    hidden_from text collate "C",
    person      uuid not null references residents.person,
    kind_index  bytea not null,
    kind        bytea not null,
    since       date not null,
    until       date not null check (until >= since),
    set_by      uuid not null,
    made_at     timestamptz not null,
    ended_at    timestamptz
);
create unique index tag_once on residents.tag (person, kind_index) where ended_at is null;
create index tag_kind_area on residents.tag (kind_index, area) where ended_at is null;
select public.linli_protect('residents.tag');

-- Somebody says that a home is theirs. Who, and which home, is sealed; the owner is the claiming account.
create table residents.claim (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid not null,
    hidden_from text collate "C",
    home_index  bytea not null,
    home        bytea not null,
    sealed      bytea not null,
    state       text not null check (state in ('OPEN', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')),
    made_at     timestamptz not null,
    code_hash   bytea,
    code_until  timestamptz,
    tries_left  int not null default 0 check (tries_left >= 0),
    decided_at  timestamptz,
    decided_by  uuid,
    reason      bytea,
    check ((state = 'OPEN') = (decided_at is null))
);
create unique index claim_open on residents.claim (owner, home_index) where state = 'OPEN';
create index claim_area on residents.claim (area, id) where state = 'OPEN';
create index claim_owner on residents.claim (owner, id);
select public.linli_protect('residents.claim');

-- What somebody says is wrong in their own record, until it is decided.
create table residents.correction (
    id          uuid primary key,
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid not null,
    hidden_from text collate "C",
    person      uuid not null references residents.person,
    sealed      bytea not null,
    state       text not null check (state in ('OPEN', 'ACCEPTED', 'REFUSED')),
    made_at     timestamptz not null,
    decided_at  timestamptz,
    decided_by  uuid,
    reason      bytea,
    check ((state = 'OPEN') = (decided_at is null))
);
create index correction_area on residents.correction (area, id) where state = 'OPEN';
create index correction_owner on residents.correction (owner, id);
select public.linli_protect('residents.correction');
