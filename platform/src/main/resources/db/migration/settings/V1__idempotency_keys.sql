create schema settings;

-- What a caller's key led to. Neither the request nor the answer is kept: the resource is read again.
create table settings.idempotency_key (
    caller    text collate "C" not null,
    key       text collate "C" not null,
    operation text not null,
    body      bytea not null check (octet_length(body) = 32), -- SHA-256
    resource  uuid not null,
    at        timestamptz not null,
    primary key (caller, key)
);

-- rows come in the order of their time, so a few pages of summary find the old ones
create index on settings.idempotency_key using brin (at);
