-- What became of the months that were kept for three years.
create table journal.rolled_up (
    month   date primary key,
    entries bigint not null,
    kept    bigint not null,
    at      timestamptz not null default now()
);
revoke insert, update, delete, truncate on journal.rolled_up from ${application};

-- Makes the table that takes what stays of a month, beside the one that is still read. The application fills it batch by
-- batch, since no write transaction is a long one. One that was given up half-way is begun anew.
create function journal.begin_roll_up(month date) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s'
as $$
declare
    old text := 'entry_' || to_char(month, 'YYYY_MM');
    new text := 'rolled_' || to_char(month, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('journal.make_month'));
    if (date_trunc('month', month::timestamp) + interval '1 month 3 years') at time zone 'UTC' > now() then
        raise exception 'the journal of % has not been kept for three years', old;
    end if;
    if not exists (select from pg_inherits where inhparent = 'journal.entry'::regclass
            and inhrelid = to_regclass('journal.' || old)) then
        raise exception 'there is no journal of %', old;
    end if;
    execute format('drop table if exists journal.%I', new);
    execute format('create table journal.%I (like journal.entry including defaults including indexes)', new);
    execute format('revoke update, delete, truncate on journal.%I from ${application}', new);
end $$;

-- Puts it in the place of the month, when nothing of either was lost on the way.
create function journal.finish_roll_up(month date, entries bigint, kept bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s' -- rather another night than to keep every writer waiting
as $$
declare
    first timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
    next  timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
    old   text        := 'entry_' || to_char(month, 'YYYY_MM');
    new   text        := 'rolled_' || to_char(month, 'YYYY_MM');
    found bigint;
begin
    perform pg_advisory_xact_lock(hashtext('journal.make_month'));
    if next + interval '3 years' > now() then
        raise exception 'the journal of % has not been kept for three years', old;
    end if;
    execute format('select count(*) from journal.%I', old) into found;
    if found <> entries then
        raise exception '% entries stand in %, but % were summed up', found, old, entries;
    end if;
    execute format('select count(*) from journal.%I', new) into found;
    if found <> kept then
        raise exception '% entries stand in %, but % were written', found, new, kept;
    end if;
    execute format('revoke insert on journal.%I from ${application}', new);
    execute format('alter table journal.entry detach partition journal.%I', old);
    execute format('drop table journal.%I', old);
    execute format('alter table journal.%I rename to %I', new, old);
    execute format('alter table journal.entry attach partition journal.%I for values from (%L) to (%L)', old, first, next);
    insert into journal.rolled_up (month, entries, kept) values (date_trunc('month', month), entries, kept);
end $$;
