-- What people said that incidents are, for models to learn from: which kind, who, when, under which model. No text: that is
-- read where it is kept, at the time of learning, as long as it is kept.
create table analysis.correction (
    id              uuid primary key,
    incident        uuid not null,
    category_before text collate "C",
    category_after  text collate "C" not null,
    model           text,                      -- the version in use, or whose suggestion was followed
    followed        boolean not null,
    made_by         uuid not null,
    made_at         timestamptz not null
);
create index correction_made on analysis.correction (made_at);
create index correction_incident on analysis.correction (incident);
revoke update, delete, truncate on analysis.correction from ${application};
