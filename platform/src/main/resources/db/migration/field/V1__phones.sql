create schema field;

-- A phone on which an account works without network, and the key that seals what the phone keeps.
create table field.phone (
    id         uuid primary key,  -- of the key
    account    uuid not null,
    device     uuid not null,     -- made by the phone; the next account on it has a key of its own
    sealed     bytea,             -- the key, sealed by the vault; gone for good once it was taken back
    made_at    timestamptz not null,
    seen_at    timestamptz not null,
    revoked_at timestamptz,
    check ((sealed is null) = (revoked_at is not null))
);
create unique index on field.phone (account, device) where revoked_at is null;
create index on field.phone (account, seen_at);
create index on field.phone (seen_at);
