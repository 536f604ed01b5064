drop table identity.account;

-- Raised by one with every change of an account, a post or a permission, and locked until that change commits: so
-- numbers commit in their order, and each process finds what changed since it last looked.
create table identity.revision (
    the_only    boolean primary key default true check (the_only),
    number      bigint not null,
    permissions bigint not null
);
insert into identity.revision (number, permissions) values (1, 1);

create table identity.account (
    id           uuid primary key,
    username     text collate "C" not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
    kind         text not null check (kind in ('PERSON', 'MACHINE', 'GUEST')),
    secret       text,  -- null: no sign-in with a password
    public_name  text,  -- of staff; a resident's is sealed
    sealed_name  bytea,
    sealed_phone bytea,
    phone_index  bytea,
    locked_at    timestamptz,
    lock_reason  text,
    epoch        int not null default 0,  -- sessions of an earlier one are signed out
    created_at   timestamptz not null,
    revision     bigint not null,
    check (public_name is null or sealed_name is null)
);
create unique index on identity.account (kind, phone_index);
create index on identity.account (revision);

create table identity.post (
    id      uuid primary key,
    account uuid not null references identity.account,
    role    text not null,
    area    text collate "C" not null,
    unit    text,
    since   timestamptz not null,
    until   timestamptz check (until > since)
);
create index on identity.post (account);
create index on identity.post (area, role);
create unique index on identity.post (account, role, area, coalesce(unit, '')) where until is null;

-- Only what differs from the defaults that the modules give.
create table identity.role_permission (
    role       text not null,
    permission text not null,
    granted    boolean not null,
    primary key (role, permission)
);
