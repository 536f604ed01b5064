-- Nothing of the history changes but that its words may be erased, with the record of whom they were about.
create function residents.keep_trail() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.note is null then
        old.note := null;
        if old is not distinct from new then
            return new;
        end if;
    end if;
    raise exception 'the history is append-only';
end $$;
drop trigger append_only on residents.trail;
create trigger append_only before update or delete on residents.trail
    for each row execute function residents.keep_trail();
create trigger not_emptied before truncate on residents.trail
    for each statement execute function residents.refuse();
