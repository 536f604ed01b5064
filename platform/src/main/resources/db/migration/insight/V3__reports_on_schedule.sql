-- Who wants which report. One that ended stays, with why; the same may be wanted again.
create table insight.subscription (
    id         uuid primary key,
    account    uuid not null,
    kind       text not null check (kind in ('DAY', 'WEEK', 'MONTH')),
    area       text collate "C" not null,
    begun_at   timestamptz not null,
    told_until date not null,              -- the last day of the newest report made, or that was over when it began
    ended_at   timestamptz,
    ended_by   text check (ended_by in ('HOLDER', 'PERMISSION', 'AREA')),
    check ((ended_at is null) = (ended_by is null))
);
create unique index subscription_once on insight.subscription (account, kind, area) where ended_at is null;
create index subscription_due on insight.subscription (kind, told_until) where ended_at is null;

-- A report as it was made, by the scope of whoever it was made for: to them alone, and only while they hold those posts.
create table insight.kept_report (
    id           uuid primary key,
    subscription uuid not null references insight.subscription,
    account      uuid not null,
    kind         text not null,
    area         text collate "C" not null,
    first_day    date not null,
    last_day     date not null,
    made_at      timestamptz not null,
    posts        text[] not null,
    content      jsonb not null,
    unique (subscription, last_day)
);
create index kept_report_account on insight.kept_report (account, made_at desc);
create index kept_report_made on insight.kept_report (made_at);
