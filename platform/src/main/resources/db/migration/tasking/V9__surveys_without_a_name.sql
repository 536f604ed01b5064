-- A survey is asked at the door, once of each home, or answered on the portal, once by each account and without a name.
alter table tasking.survey
    add column kind text not null default 'HOUSEHOLD' check (kind in ('HOUSEHOLD', 'ANONYMOUS'));

-- What was answered on the portal lies here, sealed, until five are there (or the survey is closed) and all go among the
-- answers at once and shuffled: the order of rows and the transaction that wrote them would tell on whoever was counted.
create table tasking.survey_slip (
    id     uuid primary key,              -- random, without time
    survey uuid not null references tasking.survey,
    sealed bytea not null
);
create index survey_slip_survey on tasking.survey_slip (survey);
