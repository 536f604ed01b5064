alter table tasking.task drop constraint task_source_check;
alter table tasking.task add constraint task_source_check check (source in ('INCIDENT', 'VISIT', 'WARNING', 'INSPECTION',
    'SURVEY', 'MEDIATION', 'WORK_ITEM', 'PATROL', 'EVACUATION'));
