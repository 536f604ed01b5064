-- Filters of a list that somebody comes back to, under names of their own, wherever they sign in. Sealed: they hold words
-- that were looked for.
create table identity.saved_views (
    account  uuid not null references identity.account,
    list     text not null check (list ~ '^[a-z][a-z-]{0,39}$'),
    sealed   bytea not null,
    saved_at timestamptz not null,
    primary key (account, list)
);
