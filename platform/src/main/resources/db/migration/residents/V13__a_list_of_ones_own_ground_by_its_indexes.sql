-- What a caller sees is what is theirs, or assigned to them, or on their ground. Only where each of the three has an index
-- can the planner gather them; without one it walked through the people of all other ground, newest first.
create index person_assignee on residents.person (assignee) where assignee is not null;
create index household_owner on residents.household (owner) where owner is not null;
create index household_assignee on residents.household (assignee) where assignee is not null;
