-- Somebody follows a thing that others have reported, instead of reporting it once more. Who follows is known to nobody
-- but themselves.
create table incident.follower (
    incident uuid not null references incident.incident,
    account  uuid not null,
    at       timestamptz not null,
    primary key (incident, account)
);
create index follower_account on incident.follower (account, at);

alter table incident.follower enable row level security;
alter table incident.follower force row level security;
create policy seen on incident.follower for select
    using ((select coalesce(current_setting('linli.scope', true), '') = 'system')
        or account = (select nullif(current_setting('linli.account', true), '')::uuid));
create policy deleted on incident.follower for delete
    using ((select coalesce(current_setting('linli.scope', true), '') = 'system')
        or account = (select nullif(current_setting('linli.account', true), '')::uuid));
create policy added on incident.follower for insert
    with check ((select coalesce(current_setting('linli.scope', true), '') = 'system')
        or account = (select nullif(current_setting('linli.account', true), '')::uuid));

-- what ended of late, for the public map
create index incident_solved on incident.incident (ended_at) where status = 'CLOSED' and longitude is not null;
