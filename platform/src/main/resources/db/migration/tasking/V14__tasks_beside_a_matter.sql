-- A task beside a matter of another module, such as a case: given by name to a worker or a post, and answered here, done or not.
alter table tasking.task drop constraint task_source_check;
alter table tasking.task add constraint task_source_check check (source in ('INCIDENT', 'VISIT', 'WARNING', 'INSPECTION',
    'SURVEY', 'MEDIATION', 'WORK_ITEM', 'PATROL', 'EVACUATION', 'GIVEN'));
alter table tasking.task drop constraint task_state_check;
alter table tasking.task add constraint task_state_check check (state in ('OPEN', 'DONE', 'NOT_DONE', 'HANDED_ON'));
alter table tasking.task
    add about text,                     -- the matter that it stands beside
    add constraint task_given_about check ((source = 'GIVEN') = (about is not null));
create index task_about on tasking.task (about, opened_at) where about is not null;
