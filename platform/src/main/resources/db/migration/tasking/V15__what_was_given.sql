-- Where and to whom a task that ends here was given: the figure of a day does not change when it is taken, handed on or moved
-- with its ground. Empty for those that were given before it was told of them; they are in no figure.
alter table tasking.task
    add given_in text collate "C",
    add given_to uuid;
create index task_given on tasking.task (given_in, opened_at desc, id desc) where given_in is not null;
