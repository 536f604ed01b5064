-- What a period ends is looked for every night: by when it ended, not by reading everybody.
create index person_gone on residents.person (changed_at) where state <> 'HERE';
create index claim_decided on residents.claim (decided_at) where state <> 'OPEN';
create index correction_decided on residents.correction (decided_at) where state <> 'OPEN';
create index visit_at on residents.visit (at);
