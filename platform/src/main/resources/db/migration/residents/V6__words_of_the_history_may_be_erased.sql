-- Nothing of the history changes but the area that it is kept at, where the ground was divided anew, and that its words may
-- be erased, with the record of whom they were about.
create function residents.keep_trail() returns trigger language plpgsql as $$
begin
    old.area := new.area;
    if new.note is null then
        old.note := null;
    end if;
    if old is not distinct from new then
        return new;
    end if;
    raise exception 'the history is append-only';
end $$;
drop trigger append_only on residents.trail;
drop trigger if exists never_emptied on residents.trail;
create trigger append_only before update on residents.trail
    for each row execute function residents.keep_trail();
create trigger never_emptied before delete or truncate on residents.trail
    for each statement execute function residents.refuse();
drop function if exists residents.keep_history();
