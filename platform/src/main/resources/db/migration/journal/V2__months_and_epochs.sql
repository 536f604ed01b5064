-- The first table knew no epoch, and months could not be made ahead of its rows. Nothing had been released.
drop table journal.entry;
drop table journal.cursor;
drop function journal.refuse;

-- One row for each life of the transaction counter. After a restore into another server it starts anew, and what was
-- written before would otherwise stand above everything that is written from then on. A restore brings these rows back
-- with the others; the next start sees that the server is another one and adds a row.
create table journal.epoch (
    epoch             int primary key,
    system_identifier text not null,
    began             timestamptz not null default now()
);

create sequence journal.entry_seq;

-- Partitioned by when the entry was written and not by when the thing happened: that may be long ago.
-- Kept three years: an old month is taken out by "alter table journal.entry detach partition", kept or rolled up by the
-- operator, and never deleted row by row.
create table journal.entry (
    epoch   int not null,
    xid     xid8 not null default pg_current_xact_id(),
    seq     bigint not null default nextval('journal.entry_seq'),
    type    text not null,
    body    jsonb not null,
    at      timestamptz not null,
    written timestamptz not null default now(),
    primary key (epoch, xid, seq, written)
) partition by range (written);

-- stays empty: a month cannot be made over rows that stand here
create table journal.entry_rest partition of journal.entry default;

create function journal.refuse() returns trigger language plpgsql as
$$ begin raise exception 'the journal is append-only'; end $$;

-- for rows, so that it holds for each month too when it is named itself; for statements, so that it speaks up even when
-- no row is met
create trigger no_rewriting before update or delete on journal.entry for each row execute function journal.refuse();
create trigger append_only before update or delete or truncate on journal.entry
    for each statement execute function journal.refuse();
revoke update, delete, truncate on journal.entry from ${application};
revoke insert, update, delete, truncate on journal.entry_rest from ${application};

create table journal.cursor (
    reader text primary key,
    epoch  int not null default 0,
    xid    xid8 not null default '0',
    seq    bigint not null default 0,
    moved  timestamptz not null default now()
);

-- Makes the table of a month (UTC). The application owns no table, so it asks this function of the owner's.
create function journal.make_month(month date) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s' -- rather later than to keep every writer waiting
as $$
declare
    first timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
    next  timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
    name  text        := 'entry_' || to_char(month, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('journal.make_month'));
    if to_regclass('journal.' || name) is not null then
        return false;
    end if;
    if exists (select from journal.entry_rest where written >= first and written < next) then
        raise exception 'entries of % already stand in journal.entry_rest', name;
    end if;
    execute format('create table journal.%I (like journal.entry including defaults including indexes)', name);
    execute format('revoke insert, update, delete, truncate on journal.%I from ${application}', name);
    execute format('alter table journal.entry attach partition journal.%I for values from (%L) to (%L)', name, first, next);
    return true;
end $$;

select journal.make_month(((now() at time zone 'UTC')::date + make_interval(months => n))::date)
from generate_series(0, 3) n;
