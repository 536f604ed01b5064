-- What is counted of a worker in a month is read from here.
create index visit_made_by on residents.visit (made_by, at);
