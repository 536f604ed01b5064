-- A few words spoken into the phone in the place of typing. The recording lies sealed among the files of the matter.
create table incident.voice (
    incident uuid primary key references incident.incident,
    file     uuid not null
);
