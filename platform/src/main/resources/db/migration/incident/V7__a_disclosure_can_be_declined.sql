-- A request to open a confidential reporter waits for another person, who may also say no, with a reason that is kept.
alter table incident.disclosure
    add column declined_by    uuid,
    add column declined_at    timestamptz,
    add column refusal        text,
    add column refusal_sealed bytea,
    add constraint declined_by_another check (declined_by <> asked_by),
    add constraint decided_once check (approved_at is null or declined_at is null),
    add constraint declined_with_a_reason check ((declined_at is null) = (refusal_sealed is null));
