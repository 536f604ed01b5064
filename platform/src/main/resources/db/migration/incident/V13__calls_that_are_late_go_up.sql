-- A unit that was called and does not answer within its time: the level above whoever called looks after it.
alter table incident.assistance
    add escalated_at timestamptz,
    add level_role   text,
    add level_area   text collate "C",
    add constraint up_to_somebody check ((level_role is null) = (level_area is null)),
    add constraint up_at_a_time check (level_role is null or escalated_at is not null);
create index assistance_late on incident.assistance (due_at) where answered_at is null and escalated_at is null;
