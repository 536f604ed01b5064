create schema sensing;

create table sensing.station (
    code      text collate "C" primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,19}$'),
    name      text not null check (length(name) between 1 and 50),
    place     text check (length(place) between 1 and 100),
    longitude double precision,
    latitude  double precision,
    opened_at timestamptz not null,
    closed_at timestamptz,
    check ((longitude is null) = (latitude is null))
);

-- What ground a station stands for: its rain is that of all areas in it.
create table sensing.station_area (
    station text collate "C" not null references sensing.station,
    area    text collate "C" not null check (area ~ '^[0-9]{2,17}$'),
    primary key (station, area)
);
create index station_area_area on sensing.station_area (area);

-- One value for each hour, named by its end.
create table sensing.rain (
    station     text collate "C" not null references sensing.station,
    hour        timestamptz not null check (mod(extract(epoch from hour), 3600) = 0),
    millimetres numeric(6, 3) not null check (millimetres between 0 and 500),
    source      text not null check (source in ('HAND', 'MACHINE', 'IMPORT')),
    account     uuid not null,
    at          timestamptz not null,
    primary key (station, hour)
);
create index rain_hour on sensing.rain (hour);

-- What was said of an hour until it was corrected.
create table sensing.rain_before (
    number      bigint generated always as identity primary key,
    station     text collate "C" not null,
    hour        timestamptz not null,
    millimetres numeric(6, 3) not null,
    source      text not null,
    account     uuid not null,
    at          timestamptz not null,
    until       timestamptz not null,
    foreign key (station, hour) references sensing.rain
);
create index rain_before_hour on sensing.rain_before (station, hour);
revoke update, delete, truncate on sensing.rain_before from ${application};

-- Warnings of those who may issue them, as they were received (OASIS Common Alerting Protocol 1.2) or written down from
-- where they were read. What was not said is null.
create table sensing.public_warning (
    id          uuid primary key,
    source      text not null check (source in ('CAP', 'HAND')),
    identifier  text not null check (length(identifier) between 1 and 200),
    sender      text not null check (length(sender) between 1 and 200),
    sent        timestamptz not null,
    status      text not null check (status in ('ACTUAL', 'EXERCISE', 'SYSTEM', 'TEST', 'DRAFT')),
    kind        text not null check (kind in ('ALERT', 'UPDATE', 'CANCEL', 'ACK', 'ERROR')),
    issuer      text check (length(issuer) <= 200),
    event       text check (length(event) <= 200),
    colour      text check (colour in ('BLUE', 'YELLOW', 'ORANGE', 'RED')),
    urgency     text check (length(urgency) <= 40),
    severity    text check (length(severity) <= 40),
    certainty   text check (length(certainty) <= 40),
    headline    text check (length(headline) <= 500),
    description text check (length(description) <= 10000),
    instruction text check (length(instruction) <= 10000),
    area_text   text check (length(area_text) <= 2000),
    effective   timestamptz,
    onset       timestamptz,
    expires     timestamptz,
    received_at timestamptz not null,
    account     uuid not null,
    ended_at    timestamptz,
    ended_by    uuid references sensing.public_warning,
    end_reason  text check (length(end_reason) <= 500),
    unique (sender, identifier, sent),
    check (ended_by is null or ended_at is not null)
);
create index public_warning_latest on sensing.public_warning (sent desc, id desc);

create table sensing.public_warning_area (
    warning uuid not null references sensing.public_warning,
    area    text collate "C" not null check (area ~ '^[0-9]{2,17}$'),
    primary key (warning, area)
);

-- Which earlier messages a message names; some of them may never have come, or come later.
create table sensing.public_warning_reference (
    warning    uuid not null references sensing.public_warning,
    sender     text not null,
    identifier text not null,
    sent       timestamptz not null,
    primary key (warning, sender, identifier, sent)
);
create index public_warning_reference_to on sensing.public_warning_reference (sender, identifier, sent);
