-- What came from the hotline (12345) keeps their number, and is due when they promised it, where that is sooner.
alter table incident.incident add promised_at timestamptz;

create table incident.ticket (
    incident    uuid primary key references incident.incident,
    number      text not null check (length(number) between 1 and 50),
    received_at timestamptz not null,
    due_at      timestamptz,
    taken_by    uuid not null,
    taken_at    timestamptz not null,
    constraint due_after_it_came check (due_at > received_at)
);
-- the same ticket is not taken in twice, by whomever
create unique index ticket_number on incident.ticket (number);
create index ticket_received on incident.ticket (received_at);

alter table incident.ticket enable row level security;
alter table incident.ticket force row level security;
create policy seen on incident.ticket for select
    using (exists (select from incident.incident i where i.id = incident));
create policy changed on incident.ticket for update
    using (exists (select from incident.incident i where i.id = incident));
create policy deleted on incident.ticket for delete
    using (exists (select from incident.incident i where i.id = incident));
create policy added on incident.ticket for insert with check (true);
