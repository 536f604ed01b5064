-- Who acts for somebody who is away, and until when. They hold the other's posts for that time, beside their own.
create table identity.deputy (
    id       uuid primary key,
    holder   uuid not null references identity.account,
    deputy   uuid not null references identity.account,
    since    timestamptz not null,
    until    timestamptz not null check (until > since),
    named_by uuid not null,
    named_at timestamptz not null,
    check (holder <> deputy)
);
create index on identity.deputy (holder, until);
create index on identity.deputy (deputy, until);

-- A post that ends at a set time ends by itself: whether others were told of it.
alter table identity.post add column end_told boolean not null default false;
update identity.post set end_told = true where until <= now();
create index on identity.post (until) where until is not null and not end_told;
