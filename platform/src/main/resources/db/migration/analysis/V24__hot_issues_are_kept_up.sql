-- What many speak of in each county and each street, and whether something happened there since it was reckoned. Of its
-- reports the ids alone: who may not see all of an issue's reports is not told of it.
create table analysis.hot (
    area     text collate "C" primary key check (length(area) in (6, 9)),
    changes  bigint not null,            -- rises with each report, and each change of one
    reckoned bigint not null default -1, -- how many of these the result knows of
    taken_at timestamptz,                -- when an instance last began to reckon
    at       timestamptz,                -- as of when the result is
    result   jsonb,
    check ((at is null) = (result is null))
);

select set_config('linli.scope', 'system', true);
insert into analysis.hot (area, changes)
select distinct left(area, digits), 0 from analysis.likeness, (values (6), (9)) as level (digits)
where length(area) >= digits;
