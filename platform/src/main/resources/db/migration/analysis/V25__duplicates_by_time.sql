-- For a report of which no more is known than the county, those are compared that came nearest in time.
create index likeness_time on analysis.likeness (reported_at);
