-- Written before anything else is: what once was a demo is never taken for the real thing, nor the other way round.
create table settings.instance (
    only_one boolean primary key default true check (only_one),
    demo     boolean not null,
    since    timestamptz not null default now()
);
insert into settings.instance (demo) values (${demo});
revoke insert, update, delete on settings.instance from ${application};
