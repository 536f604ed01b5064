alter table identity.account
    add column scopes           text[],  -- of a machine client: what it may do
    add column reports_per_hour int check (reports_per_hour >= 0),  -- null: as its role; 0: no limit
    add column last_seen        date;    -- of a guest: numbers change hands

-- How much of something somebody took in the window that began with the first of it.
create table identity.allowance (
    what  text not null,
    who   text not null,
    began timestamptz not null,
    ends  timestamptz not null,
    taken int not null,
    primary key (what, who)
);
create index on identity.allowance (ends);

-- Failed sign-ins in a row; by blind index, so that neither names that were tried nor addresses are kept in clear.
create table identity.sign_in_failure (
    who      bytea primary key,
    failures int not null,
    last_at  timestamptz not null,
    free_at  timestamptz not null
);
create index on identity.sign_in_failure (last_at);

-- What became of each attempt to sign in.
create table identity.sign_in (
    id      uuid primary key,
    at      timestamptz not null,
    account uuid,
    name    bytea not null,
    address bytea not null,
    outcome text not null check (outcome in ('SIGNED_IN', 'REFUSED', 'LOCKED', 'TOO_OFTEN'))
);
create index on identity.sign_in (account, at) where account is not null;
create index on identity.sign_in (at);

create table identity.guest_code (
    phone_index bytea primary key,
    code_hash   bytea not null,
    expires_at  timestamptz not null,
    tries_left  int not null
);

-- The one-time link for the first administrator.
create table identity.setup_token (
    hash       bytea primary key,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- What signs the tokens of machine clients; the newest signs, the others are still recognised.
create table identity.signing_key (
    id         uuid primary key,
    sealed     bytea not null,
    created_at timestamptz not null
);
