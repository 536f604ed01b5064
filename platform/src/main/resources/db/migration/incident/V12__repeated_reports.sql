-- A person decided, with a reason and until a day, that an account reports the same again and again (重复、恶意反映). It
-- keeps no report out: what is filed, and what is answered with the earlier answer, is decided for each report by a person.
create table incident.restraint (
    id             uuid primary key,
    kind           text not null check (kind in ('REPEATED', 'MALICIOUS')),
    account        uuid not null,
    earlier        uuid not null references incident.incident, -- the matter that was answered already
    area           text collate "C" not null,
    unit           text check (unit is null),
    restricted     text,
    assignee       uuid check (assignee is null),
    owner          uuid not null,                              -- the account: it sees what was decided about it
    hidden_from    text collate "C",
    reason         text not null,
    reason_sealed  bytea not null,
    decided_by     uuid not null,
    decided_at     timestamptz not null,
    until          timestamptz not null,
    appeal         text,
    appeal_sealed  bytea,
    appealed_at    timestamptz,
    upheld         boolean,                                    -- the appeal
    answer         text,
    answer_sealed  bytea,
    answered_by    uuid,
    answered_at    timestamptz,
    lifted_at      timestamptz,
    constraint ends_later check (until > decided_at),
    constraint its_own check (owner = account),
    constraint appeal_two_persons check (answered_by <> decided_by),
    check ((appealed_at is null) = (appeal_sealed is null)),
    check ((upheld is null) = (answered_at is null)),
    check (answered_at is null or appealed_at is not null)
);
-- one at a time
create unique index restraint_now on incident.restraint (account) where lifted_at is null;
create index on incident.restraint (area, decided_at);
create index on incident.restraint (earlier);
select public.linli_protect('incident.restraint');
