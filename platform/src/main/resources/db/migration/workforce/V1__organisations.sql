create schema workforce;

-- The number rises with every change, so that each instance sees that what it has in memory is old. Whoever changes the
-- tree holds the row until the commit: two moves at once could otherwise make a circle of it.
create table workforce.revision (
    id     int primary key check (id = 1),
    number bigint not null
);
insert into workforce.revision (id, number) values (1, 0);

-- What kinds of organisations there are, where on the ground each may stand and under which others.
create table workforce.kind (
    code      text primary key check (code ~ '^[A-Z][A-Z_]{1,39}$'),
    position  int not null unique,
    name      text not null check (length(name) between 1 and 50),
    name_en   text not null check (length(name_en) between 1 and 80),
    party     boolean not null,                -- of the party's tree
    top       boolean not null,                -- may stand under nothing
    branch    boolean not null default false,  -- may answer for grids and buildings
    dedicated boolean not null default false,  -- stands at dedicated grids only
    levels    int[] not null                   -- digits of the codes of the areas that it may stand at
);

create table workforce.kind_parent (
    kind   text not null references workforce.kind,
    parent text not null references workforce.kind,
    primary key (kind, parent)
);

insert into workforce.kind (code, position, name, name_en, party, top, branch, dedicated, levels) values
    ('WORKING_COMMITTEE', 10, '党（工）委', 'Party (working) committee', true, true, false, false, '{6,9}'),
    ('COMMUNITY_COMMITTEE', 20, '社区（村）党组织', 'Community or village party committee', true, true, false, false, '{12}'),
    ('JOINT_COMMITTEE', 30, '社区联合党委', 'Joint community committee', true, true, false, false, '{12}'),
    ('BRANCH', 40, '党支部', 'Party branch', true, false, true, false, '{9,12,15}'),
    ('JOINT_BRANCH', 50, '小区（楼栋）联合党支部', 'Joint branch of an estate', true, false, true, false, '{12,15}'),
    ('DEDICATED_BRANCH', 60, '专属网格党组织', 'Party organisation of a dedicated grid', true, false, true, true, '{15}'),
    ('PARTY_GROUP', 70, '楼栋（单元）党小组', 'Party group of a building', true, false, false, false, '{12,15,17}'),
    ('HUB_HOUSEHOLD', 80, '党员中心户', 'Party hub household', true, false, false, false, '{12,15,17}'),
    ('DEPARTMENT', 110, '部门（单位）', 'Department', false, true, false, false, '{2,4,6,9}'),
    ('POLICE_STATION', 120, '派出所', 'Police station', false, true, false, false, '{6,9}'),
    ('RESIDENTS_COMMITTEE', 130, '居（村）民委员会', 'Residents'' or villagers'' committee', false, true, false, false, '{12}'),
    ('GRID_TEAM', 140, '网格服务团队', 'Grid team', false, true, false, false, '{9,12,15}'),
    ('OWNERS_COMMITTEE', 150, '业主委员会', 'Owners'' committee', false, true, false, false, '{12,15}'),
    ('PROPERTY_COMPANY', 160, '物业服务企业', 'Property company', false, true, false, false, '{6,9,12,15}'),
    ('COBUILD_UNIT', 170, '共建单位', 'Co-building unit', false, true, false, false, '{6,9,12}'),
    ('SOCIAL_ORGANISATION', 180, '社区社会组织', 'Social organisation', false, true, false, false, '{6,9,12}'),
    ('OTHER', 190, '其他组织', 'Other organisation', false, true, false, false, '{2,4,6,9,12,15}');

insert into workforce.kind_parent (kind, parent) values
    ('WORKING_COMMITTEE', 'WORKING_COMMITTEE'),
    ('COMMUNITY_COMMITTEE', 'WORKING_COMMITTEE'),
    ('JOINT_COMMITTEE', 'WORKING_COMMITTEE'),
    ('JOINT_COMMITTEE', 'COMMUNITY_COMMITTEE'),
    ('BRANCH', 'WORKING_COMMITTEE'),
    ('BRANCH', 'COMMUNITY_COMMITTEE'),
    ('BRANCH', 'JOINT_COMMITTEE'),
    ('JOINT_BRANCH', 'COMMUNITY_COMMITTEE'),
    ('JOINT_BRANCH', 'JOINT_COMMITTEE'),
    ('DEDICATED_BRANCH', 'WORKING_COMMITTEE'),
    ('DEDICATED_BRANCH', 'COMMUNITY_COMMITTEE'),
    ('DEDICATED_BRANCH', 'JOINT_COMMITTEE'),
    ('PARTY_GROUP', 'BRANCH'),
    ('PARTY_GROUP', 'JOINT_BRANCH'),
    ('PARTY_GROUP', 'DEDICATED_BRANCH'),
    ('HUB_HOUSEHOLD', 'PARTY_GROUP'),
    ('HUB_HOUSEHOLD', 'BRANCH'),
    ('HUB_HOUSEHOLD', 'JOINT_BRANCH'),
    ('DEPARTMENT', 'DEPARTMENT'),
    ('POLICE_STATION', 'DEPARTMENT'),
    ('GRID_TEAM', 'RESIDENTS_COMMITTEE'),
    ('GRID_TEAM', 'DEPARTMENT'),
    ('OWNERS_COMMITTEE', 'RESIDENTS_COMMITTEE'),
    ('PROPERTY_COMPANY', 'PROPERTY_COMPANY'),
    ('OTHER', 'OTHER');

-- Whose delegates sit in an organisation, and of which it needs at least one.
create table workforce.member_kind (
    code     text primary key check (code ~ '^[A-Z][A-Z_]{1,39}$'),
    position int not null unique,
    name     text not null check (length(name) between 1 and 50),
    name_en  text not null check (length(name_en) between 1 and 80)
);

create table workforce.kind_member (
    kind     text not null references workforce.kind,
    member   text not null references workforce.member_kind,
    required boolean not null,
    primary key (kind, member)
);

insert into workforce.member_kind (code, position, name, name_en) values
    ('COMMUNITY_POLICE', 10, '社区民警', 'Community police'),
    ('OWNERS_COMMITTEE', 20, '业主委员会', 'Owners'' committee'),
    ('PROPERTY_COMPANY', 30, '物业公司', 'Property company'),
    ('COBUILD_UNIT', 40, '共建单位', 'Co-building unit'),
    ('RESIDENTS_COMMITTEE', 50, '居民委员会', 'Residents'' committee'),
    ('SOCIAL_ORGANISATION', 60, '社会组织', 'Social organisation');

insert into workforce.kind_member (kind, member, required) values
    ('JOINT_COMMITTEE', 'COMMUNITY_POLICE', true),
    ('JOINT_COMMITTEE', 'OWNERS_COMMITTEE', true),
    ('JOINT_COMMITTEE', 'PROPERTY_COMPANY', true),
    ('JOINT_COMMITTEE', 'COBUILD_UNIT', true),
    ('JOINT_COMMITTEE', 'RESIDENTS_COMMITTEE', false),
    ('JOINT_COMMITTEE', 'SOCIAL_ORGANISATION', false);

-- The id is what other modules know a unit by. Nothing here is about a person: a hub household is known by its building.
create table workforce.organisation (
    id     text primary key check (id ~ '^[a-z0-9-]{1,40}$'),
    kind   text not null references workforce.kind,
    name   text not null check (length(name) between 1 and 100),
    parent text references workforce.organisation check (parent <> id),
    area   text collate "C" not null check (area ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15}|[0-9]{17})$'),
    demo   boolean not null default false,
    since  date not null,
    until  date,
    check (until >= since)
);
create index on workforce.organisation (parent);
create index on workforce.organisation (area) where until is null;
-- two of one name beside each other are one
create unique index organisation_name on workforce.organisation (area, kind, name, parent) nulls not distinct
    where until is null;

create table workforce.member (
    id           uuid primary key,
    organisation text not null references workforce.organisation,
    kind         text not null references workforce.member_kind,
    body         text references workforce.organisation,
    since        date not null,
    until        date,
    check (until >= since)
);
create index on workforce.member (organisation) where until is null;
create index on workforce.member (body) where until is null;
create unique index member_once on workforce.member (organisation, kind, body) nulls not distinct where until is null;

-- What was done to an organisation, for ever.
create table workforce.organisation_change (
    id           uuid primary key,
    organisation text not null references workforce.organisation,
    what         text not null,
    before       text,
    after        text,
    reason       text,
    actor        uuid,
    at           timestamptz not null
);
create index on workforce.organisation_change (organisation, id);
