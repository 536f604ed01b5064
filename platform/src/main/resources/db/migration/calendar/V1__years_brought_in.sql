-- The days off of years after those that ship, each as its notice says. The number rises with every change, so that each
-- instance sees that its copy in memory is old.
create schema calendar;

create table calendar.revision (
    number bigint not null
);
insert into calendar.revision (number) values (0);

create table calendar.year (
    year         int primary key check (year between 2004 and 2099),
    source       text not null check (length(source) between 1 and 200),
    published_at timestamptz not null
);

create table calendar.day (
    year    int not null references calendar.year,
    day     date not null,
    working boolean not null,
    name    text not null check (length(name) between 1 and 100),
    primary key (year, day)
);
