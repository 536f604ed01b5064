-- what is left to do at areas that are split or merged
create index task_open_area on tasking.task (area) where state = 'OPEN';
