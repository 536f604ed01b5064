-- Who is known by which other provider of identities (OIDC), and there under which name, as a blind index.
create table identity.external_identity (
    provider  text not null,
    subject   bytea not null,
    account   uuid not null references identity.account,
    linked_at timestamptz not null,
    primary key (provider, subject),
    unique (account, provider)
);
