-- A key shared with the app of an account's holder (RFC 6238); it counts once they have shown a code of it.
create table identity.second_factor (
    account      uuid primary key references identity.account,
    sealed       bytea not null,
    confirmed_at timestamptz,
    last_step    bigint not null default 0  -- codes of this step of time and of earlier ones are not taken (again)
);

create table identity.recovery_code (
    account uuid not null references identity.account,
    hash    bytea not null,
    primary key (account, hash)
);
