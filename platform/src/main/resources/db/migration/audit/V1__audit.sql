create schema audit;

create sequence audit.record_seq;

-- One row for each act. Nothing in it names a person: accounts are opaque ids, addresses and the persons concerned are
-- keyed digests, and the reason in the doer's words is kept apart, here only as a salted digest.
-- Ordered as the journal is, by (epoch, xid, seq), so that a row that commits late is sealed later and never skipped.
-- Partitioned by when the row was written. Nothing is deleted: a month is taken out whole, by audit.release_month.
create table audit.record (
    epoch    int not null,
    xid      xid8 not null default pg_current_xact_id(),
    seq      bigint not null default nextval('audit.record_seq'),
    written  timestamptz not null default now(),
    id       uuid not null,
    at       timestamptz not null,
    account  uuid,
    role     text,
    unit     text,
    area     text collate "C" not null,
    action   text not null,
    outcome  text not null check (outcome in ('DONE', 'REFUSED')),
    kind     text,
    objects  text[] not null,
    code     text,
    persons  bytea[] not null,
    network  bytea,
    request  uuid,
    reason   bytea,          -- the digest of the reason with its salt
    mac      bytea not null, -- made with a key outside the database, over all that the application wrote
    primary key (epoch, xid, seq, written)
) partition by range (written);

create index on audit.record (at desc, id desc);
create index on audit.record (account, at desc, id desc);
create index on audit.record (action, at desc, id desc);
create index on audit.record (id);
create index on audit.record using gin (objects);
create index on audit.record using gin (persons) where persons <> '{}';

-- stays empty: a month cannot be made over rows that stand here
create table audit.record_rest partition of audit.record default;

create function audit.refuse() returns trigger language plpgsql as
$$ begin raise exception 'the audit record is append-only'; end $$;

-- for rows, so that it holds for each month too when it is named itself; for statements, so that it speaks up even when
-- no row is met; and not only for the application but for the owner as well
create trigger no_rewriting before update or delete on audit.record for each row execute function audit.refuse();
create trigger append_only before update or delete or truncate on audit.record
    for each statement execute function audit.refuse();
create trigger append_only before truncate on audit.record_rest for each statement execute function audit.refuse();
revoke update, delete, truncate on audit.record from ${application};
revoke all on audit.record_rest from ${application};

-- who may search at all is a permission; within it an auditor sees the acts of their area
alter table audit.record enable row level security;
alter table audit.record force row level security;
create policy seen on audit.record for select
    using (public.linli_visible(area, null, null, null, null, null));
create policy added on audit.record for insert with check (true);

-- The personal part of a record. Erasing it takes reason and salt, after which the digest in the record says nothing.
create table audit.reason (
    record    uuid primary key,
    salt      bytea,
    sealed    bytea,
    erased_at timestamptz,
    check ((erased_at is null) = (salt is not null) and (erased_at is null) = (sealed is not null))
);

create function audit.erase_only() returns trigger language plpgsql as
$$ begin
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null and new.record = old.record then
        return new;
    end if;
    raise exception 'a reason can only be erased';
end $$;

create trigger erase_only before update or delete on audit.reason for each row execute function audit.erase_only();
create trigger append_only before truncate on audit.reason for each statement execute function audit.refuse();
revoke delete, truncate on audit.reason from ${application};

-- What was sealed together: the rows up to a position in their order, as the root of a Merkle tree. Each root is a code,
-- made with a key outside the database, over the tree and the root before.
create table audit.seal (
    number    bigint primary key,
    sealed_at timestamptz not null,
    epoch     int not null,
    xid       xid8 not null,
    seq       bigint not null,
    size      int not null check (size > 0),
    leaves    bytea not null, -- for each row its id (16 bytes), its month (2) and its hash (32)
    merkle    bytea not null,
    root      bytea not null
);

create trigger no_rewriting before update or delete on audit.seal for each row execute function audit.refuse();
create trigger append_only before truncate on audit.seal for each statement execute function audit.refuse();
revoke update, delete, truncate on audit.seal from ${application};

-- A look that the person concerned is not told of yet, because the law says so. It lapses unless somebody else upholds it.
create table audit.withheld (
    record      uuid primary key,
    until       timestamptz not null,
    basis       bytea not null, -- sealed
    asked_by    uuid not null,
    asked_at    timestamptz not null,
    reviewed_by uuid check (reviewed_by <> asked_by),
    reviewed_at timestamptz,
    upheld      boolean,
    check ((reviewed_by is null) = (reviewed_at is null) and (reviewed_by is null) = (upheld is null))
);
create index on audit.withheld (asked_at, record);
revoke delete, truncate on audit.withheld from ${application};

-- Makes the table of a month (UTC). The application owns no table, so it asks this function of the owner's.
create function audit.make_month(month date) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s' -- rather later than to keep every writer waiting
as $$
declare
    first timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
    next  timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
    name  text        := 'record_' || to_char(month, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('audit.make_month'));
    if to_regclass('audit.' || name) is not null then
        return false;
    end if;
    if exists (select from audit.record_rest where written >= first and written < next) then
        raise exception 'records of % already stand in audit.record_rest', name;
    end if;
    execute format('create table audit.%I (like audit.record including defaults including constraints including indexes)', name);
    execute format('revoke all on audit.%I from ${application}', name);
    execute format('create trigger append_only before truncate on audit.%I for each statement execute function audit.refuse()', name);
    execute format('alter table audit.record attach partition audit.%I for values from (%L) to (%L)', name, first, next);
    return true;
end $$;

select audit.make_month(((now() at time zone 'UTC')::date + make_interval(months => n))::date)
from generate_series(0, 3) n;

-- Months that were taken out, so that their rows are not missed.
create table audit.released (
    month       date primary key,
    rows        bigint not null,
    sha256      text not null, -- of the file that the rows were exported to
    released_at timestamptz not null default now()
);
revoke insert, update, delete, truncate on audit.released from ${application};

-- Takes out a month that was exported, and erases its reasons. 网络安全法 (2016) art. 21: logs are kept for six months at
-- least, so none younger goes, whoever asks. For the owner only.
create function audit.release_month(month date, exported bigint, file_sha256 text) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '5s'
as $$
declare
    first date   := date_trunc('month', month::timestamp)::date;
    name  text   := 'record_' || to_char(month, 'YYYY_MM');
    held  bigint;
begin
    if (first + interval '7 months') at time zone 'UTC' > now() then
        raise exception '% is not six months old', name;
    end if;
    if to_regclass('audit.' || name) is null then
        raise exception 'there is no %', name;
    end if;
    execute format('alter table audit.record detach partition audit.%I', name);
    execute format('select count(*) from audit.%I', name) into held;
    if held <> exported then
        raise exception '% holds % records, of which % were exported', name, held, exported;
    end if;
    execute format('update audit.reason set salt = null, sealed = null, erased_at = now()
                    where erased_at is null and record in (select id from audit.%I)', name);
    insert into audit.released (month, rows, sha256) values (first, held, file_sha256);
    execute format('drop table audit.%I', name);
end $$;
revoke execute on function audit.release_month from public, ${application};
