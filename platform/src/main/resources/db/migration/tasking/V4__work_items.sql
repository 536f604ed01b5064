-- Admission (准入): what a department may ask of communities and grids, each item with its basis, its authority and its
-- money, and let in by somebody who does not act for that department. An item that was decided on stays as it was.
create table tasking.work_item (
    id          uuid primary key,
    title       text not null check (length(title) between 2 and 100),
    kind        text not null check (kind in ('OWN_DUTY', 'ASSISTING', 'TEMPORARY')),
    unit        text not null,
    basis       text not null check (length(basis) between 2 and 500),
    authority   text not null check (length(authority) between 2 and 500),
    cost        bigint not null check (cost >= 0),          -- of one task, in fen
    fund        text check (length(fund) between 2 and 200), -- where the money comes from
    fund_amount bigint check (fund_amount > 0),             -- in fen, for the whole time
    period      text not null check (period in ('AS_NEEDED', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY', 'ONCE')),
    levels      text[] not null check (levels <@ array['COMMUNITY', 'GRID'] and cardinality(levels) > 0),
    area        text collate "C" not null,
    valid_from  date not null,
    valid_until date not null,
    state       text not null check (state in ('PROPOSED', 'ADMITTED', 'DECLINED', 'ENDED')),
    demo        boolean not null,
    proposed_by uuid not null,
    proposed_at timestamptz not null,
    decided_by  uuid,
    decided_at  timestamptz,
    decision    text,
    ended_by    uuid,
    ended_at    timestamptz,
    end_reason  text,
    constraint work_item_two_persons check (decided_by <> proposed_by),
    check (valid_until >= valid_from),
    check ((fund is null) = (fund_amount is null)),
    -- 费随事转: what costs something is let in with its money only
    constraint work_item_funded check (cost = 0 or state in ('PROPOSED', 'DECLINED') or fund_amount >= cost),
    check ((state = 'PROPOSED') = (decided_at is null)),
    check ((state = 'ENDED') = (ended_at is not null))
);

create function tasking.keep_decided() returns trigger language plpgsql as $$
begin
    if old.state <> 'PROPOSED' and (old.title, old.kind, old.unit, old.basis, old.authority, old.cost, old.fund,
            old.fund_amount, old.period, old.levels, old.area, old.valid_from, old.valid_until, old.decided_by)
        is distinct from (new.title, new.kind, new.unit, new.basis, new.authority, new.cost, new.fund,
            new.fund_amount, new.period, new.levels, new.area, new.valid_from, new.valid_until, new.decided_by) then
        raise exception 'an item that was decided on stays as it was';
    end if;
    return new;
end $$;
create trigger decided_stays before update on tasking.work_item
    for each row execute function tasking.keep_decided();

create table tasking.push (
    id        uuid primary key,
    work_item uuid not null references tasking.work_item,
    unit      text not null,
    pushed_by uuid not null,
    at        timestamptz not null
);

create table tasking.pushed (
    push      uuid not null references tasking.push,
    work_item uuid not null references tasking.work_item,
    area      text collate "C" not null,
    at        timestamptz not null,
    cost      bigint not null check (cost >= 0),
    primary key (push, area)
);
create index pushed_item on tasking.pushed (work_item, area, at);

-- What was asked of an area and refused; one row for each area, so that each ground sees its own.
create table tasking.push_refusal (
    id          uuid primary key,
    at          timestamptz not null,
    work_item   uuid,
    title       text,                   -- of the item, when there is one
    words       text,                   -- redacted
    reason      text not null,          -- the name of a problem
    area        text collate "C" not null,
    unit        text,
    restricted  text,
    assignee    uuid,
    owner       uuid,                   -- who asked
    hidden_from text collate "C"
);
create index push_refusal_area on tasking.push_refusal (area, id);
select public.linli_protect('tasking.push_refusal');
