-- How many forms somebody fills in (减负): answered checklists stand with their tasks, visits with the homes. Which doors were
-- asked and what was said there has neither a time nor who asked, so a number by week is all that is kept of it.
create table tasking.asked_at_doors (
    account uuid not null,
    week    date not null,               -- its Monday
    n       int not null check (n > 0),
    primary key (account, week)
);
create index task_result_by on tasking.task_result (done_by, arrived_at);
