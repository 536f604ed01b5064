create schema spreadsheet;

-- One file that somebody brought for one list. What people may have written into it is sealed by the job's own key.
create table spreadsheet.import_job (
    id           uuid primary key,
    list         text not null,
    owner        text not null,
    mandate      text not null,
    language     text not null check (language in ('zh', 'en')),
    key          bytea not null,
    file_name    bytea,
    headings     bytea,                       -- those the list does not know, and the columns that are not there
    parts        int not null check (parts > 0),
    state        text not null check (state in
                     ('CHECKING', 'READY', 'RUNNING', 'DONE', 'CANCELLED', 'REFUSED', 'FAILED')),
    uploaded_at  timestamptz not null,
    confirmed_at timestamptz,
    ended_at     timestamptz,
    expires_at   timestamptz not null,
    -- the last line that the present pass over the file has dealt with, and how many rows that were
    line         int not null default 0,
    rows         int not null default 0,
    total        int,
    bad          int not null default 0,
    would_add    int,
    would_change int,
    would_leave  int,
    added        int not null default 0,
    changed      int not null default 0,
    unchanged    int not null default 0,
    -- who works on it: a worker that has been silent is held for dead, and what it still tries is refused
    worker       uuid,
    beat         timestamptz,
    attempts     int not null default 0,
    cancelled    boolean not null default false,
    problem      text,
    details      bytea
);
create index import_job_owner on spreadsheet.import_job (owner, uploaded_at desc, id desc);
create index import_job_waiting on spreadsheet.import_job (uploaded_at) where state in ('CHECKING', 'RUNNING');
create index import_job_expires on spreadsheet.import_job (expires_at) where file_name is not null;

-- The file in pieces, each sealed with its number, so that none can be left out or put elsewhere unnoticed.
create table spreadsheet.import_part (
    job     uuid not null references spreadsheet.import_job,
    number  int not null,
    content bytea not null,
    primary key (job, number)
);
alter table spreadsheet.import_part alter column content set storage external;

create table spreadsheet.import_fault (
    job         uuid not null references spreadsheet.import_job,
    line        int not null,
    number      int not null,
    column_key  text,
    code        text not null,
    details     bytea,                        -- may quote the cell, so it is sealed
    primary key (job, line, number)
);
