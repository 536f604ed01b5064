-- When the words were erased: what is due is found among those that still have some, not among all that ever ended.
-- And when the reporter asked to be erased while the matter was open, and it could not go on without them: it is erased
-- as soon as it has ended.
alter table incident.incident
    add erased_at        timestamptz,
    add reporter_left_at timestamptz;

select set_config('linli.scope', 'system', true);
update incident.incident i set erased_at = now()
where ended_at is not null and not exists (select from incident.words w where w.incident = i.id);

create index incident_kept on incident.incident (ended_at) where ended_at is not null and erased_at is null;
create index incident_reporter_left on incident.incident (ended_at)
    where reporter_left_at is not null and ended_at is not null and erased_at is null;
create index words_contact on incident.words (incident) where contact is not null;
