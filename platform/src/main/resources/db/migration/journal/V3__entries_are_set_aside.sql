-- What an operator led a reader past, since it could not read it. The entry itself stays, for all others and for a
-- mended reader, which is handed it again when it reads from the start.
create table journal.aside (
    reader       text not null,
    epoch        int not null,
    xid          xid8 not null,
    seq          bigint not null,
    type         text not null,
    reason       text not null check (length(reason) between 1 and 500),
    set_by       text not null,
    at           timestamptz not null,
    handed_again timestamptz,
    primary key (reader, epoch, xid, seq, at)
);

create unique index aside_now on journal.aside (reader, epoch, xid, seq) where handed_again is null;

-- it is a record of what somebody decided
revoke delete, truncate on journal.aside from ${application};
