-- Its second version takes more kinds for disputes. What it knows of the past does not depend on that: it goes on with it.
update analysis.detector set version = 2 where name = 'recurrence' and version = 1;
