-- What somebody wants to be told where and when; who has no row wants what the settings say.
create table notify.preference (
    account     uuid primary key,
    language    text not null check (language in ('zh', 'en')),
    email       text not null check (email in ('NEVER', 'URGENT', 'DIGEST', 'EACH')),
    sms         text not null check (sms in ('NEVER', 'URGENT', 'DIGEST', 'EACH')),
    wechat      text not null check (wechat in ('NEVER', 'URGENT', 'DIGEST', 'EACH')),
    quiet_from  time not null,
    quiet_until time not null,
    digest_at   time not null
);

-- Where somebody can be reached, sealed. A new address takes the place of the old one when the code that was sent there
-- comes back.
create table notify.address (
    account    uuid not null,
    channel    text not null check (channel in ('EMAIL', 'SMS', 'WECHAT')),
    sealed     bytea,
    pending    bytea,
    code       bytea, -- keyed hash
    expires_at timestamptz,
    tries_left int not null default 0,
    asked_at   timestamptz, -- when a code was asked for last
    asked      int not null default 0, -- and how often that day
    primary key (account, channel)
);

-- One notice on its way through one channel.
create table notify.delivery (
    id            uuid primary key,
    account       uuid not null,
    number        bigint not null,
    channel       text not null check (channel in ('EMAIL', 'SMS', 'WECHAT')),
    state         text not null check (state in ('WAITING', 'SENT', 'DEAD', 'DROPPED')),
    digest        boolean not null, -- goes together with others
    made_at       timestamptz not null,
    due_at        timestamptz not null,
    claimed_until timestamptz,
    tries         int not null default 0,
    fault         text, -- of the last try
    message       uuid, -- in which it went; those of one digest went in the same
    ended_at      timestamptz,
    unique (account, number, channel),
    foreign key (account, number) references notify.notice on delete cascade,
    check ((state = 'WAITING') = (ended_at is null))
);
create index delivery_due on notify.delivery (due_at) where state = 'WAITING';
create index delivery_sent on notify.delivery (account, channel, ended_at) where state = 'SENT';
create index delivery_dead on notify.delivery (ended_at desc, id desc) where state = 'DEAD';
