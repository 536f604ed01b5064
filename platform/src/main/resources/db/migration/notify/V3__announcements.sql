-- Something that all in an area are told, and asked to read.
create table notify.announcement (
    id       uuid primary key,
    area     text collate "C" not null,
    audience text not null check (audience in ('RESIDENTS', 'STAFF', 'ALL')),
    title    text not null,
    body     text not null, -- for the public, so in clear
    urgent   boolean not null,
    author   uuid not null,
    made_at  timestamptz not null,
    state    text not null check (state in ('LISTING', 'TELLING', 'TOLD', 'REMINDING')),
    listed   uuid, -- the last account that was put on the list, while it is made
    round    int not null default 0, -- of reminders
    round_at timestamptz
);
create index announcement_made on notify.announcement (made_at desc, id desc);
create index announcement_open on notify.announcement (made_at) where state <> 'TOLD';

-- Who is on its list, in which grid, and how far it came with them.
create table notify.recipient (
    announcement uuid not null references notify.announcement,
    account      uuid not null,
    area         text collate "C" not null,
    told_at      timestamptz,
    read_at      timestamptz,
    round        int not null default 0, -- of the last reminder
    primary key (announcement, account),
    check (read_at is null or told_at is not null)
);
create index recipient_area on notify.recipient (announcement, area);
create index recipient_unread on notify.recipient (account) where read_at is null;

-- posts see what concerns their area, and everybody their own
alter table notify.announcement enable row level security;
alter table notify.announcement force row level security;
create policy seen on notify.announcement for select using (
    public.linli_visible(area, null, null, null, author, null)
    or exists (select from notify.recipient r where r.announcement = id and r.account::text = current_setting('linli.account', true)));
create policy changed on notify.announcement for update using (public.linli_visible(area, null, null, null, author, null));
create policy added on notify.announcement for insert with check (public.linli_visible(area, null, null, null, null, null));

alter table notify.recipient enable row level security;
alter table notify.recipient force row level security;
create policy seen on notify.recipient for select using (public.linli_visible(area, null, null, null, account, null));
create policy changed on notify.recipient for update using (public.linli_visible(area, null, null, null, account, null));
create policy added on notify.recipient for insert with check (public.linli_visible(null, null, null, null, null, null));
