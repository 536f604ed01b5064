alter table identity.account add column secret_since timestamptz;  -- null: not chosen by a person

-- Passwords that were used before, so that they are not taken again.
create table identity.former_secret (
    account uuid not null references identity.account,
    until   timestamptz not null,
    secret  text not null,
    primary key (account, until)
);

-- Codes sent to the telephone of whoever forgot their password.
create table identity.password_code (
    account    uuid primary key references identity.account,
    code_hash  bytea not null,
    expires_at timestamptz not null,
    tries_left int not null
);
