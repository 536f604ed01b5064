-- A password that was handed out: it opens the account until then, and only for its holder to choose another.
alter table identity.account add column secret_until timestamptz;

-- What roles may do was changed by whom, when and why; the present state stands in role_permission.
create table identity.role_permission_change (
    id         uuid primary key,
    at         timestamptz not null,
    changed_by uuid not null,
    role       text not null,
    permission text not null,
    granted    boolean,  -- null: back to what its module says
    reason     text not null
);
create index on identity.role_permission_change (at, id);
