create schema operation;

-- Which backups were made, for the alarm that tells when there has been none for too long. Written by whoever makes one,
-- also beside the application; a restored database knows those of before.
create table operation.backup (
    id       bigint generated always as identity primary key,
    file     text not null,
    taken    timestamptz not null,
    finished timestamptz not null,
    tables   int not null,
    rows     bigint not null,
    files    bigint not null,
    bytes    bigint not null
);
create index on operation.backup (taken);
revoke update, delete, truncate on operation.backup from ${application};
