-- What somebody who serves on the ground can do besides, as a colleague has taken down: a language, a craft. Who did so
-- stands beside it.
create table workforce.worker_skill (
    account uuid not null,
    skill   text not null,
    set_by  uuid not null,
    set_at  timestamptz not null,
    primary key (account, skill)
);
