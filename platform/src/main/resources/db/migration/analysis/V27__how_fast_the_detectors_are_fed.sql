-- Entries of the journal that the detectors were told of, by the minute: of the last few only, for the rate that their
-- console shows.
create table analysis.read_minute (
    minute  timestamptz primary key,
    entries bigint not null
);
