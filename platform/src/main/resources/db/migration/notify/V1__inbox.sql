create schema notify;

-- One row for each account that was ever told something. Its notices are numbered by it, one after the other: who holds
-- this row gives the next number, so numbers are committed in their order, and whoever has seen number n misses nothing
-- when they go on behind it.
create table notify.inbox (
    account uuid primary key,
    last    bigint not null, -- number of the newest notice
    changed bigint not null  -- rises whenever something is told or read, so that open pages know when to look
);

create table notify.notice (
    account  uuid not null references notify.inbox,
    number   bigint not null,
    id       uuid not null unique,
    key      text not null,   -- what makes it the same notice when it is sent again
    template text not null,   -- name and version of its text, worded when it is read
    details  jsonb not null,  -- what the text speaks of: codes and numbers of matters
    matter   text,            -- what it leads to
    urgent   boolean not null,
    at       timestamptz not null,
    read_at  timestamptz,
    primary key (account, number),
    unique (account, key)
);
create index notice_unread on notify.notice (account, number) where read_at is null;
create index notice_at on notify.notice (at);

-- seen by nobody but the one who is told, and by the system
alter table notify.notice enable row level security;
alter table notify.notice force row level security;
create policy seen on notify.notice for select using (public.linli_visible(null, null, null, null, account, null));
create policy changed on notify.notice for update using (public.linli_visible(null, null, null, null, account, null));
create policy deleted on notify.notice for delete using (public.linli_visible(null, null, null, null, account, null));
create policy added on notify.notice for insert with check (true);
