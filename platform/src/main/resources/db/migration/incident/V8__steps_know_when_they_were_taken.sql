-- When a step was taken, where it was taken before it arrived: on a phone without network, by its clock put right.
alter table incident.trail add column happened_at timestamptz;
