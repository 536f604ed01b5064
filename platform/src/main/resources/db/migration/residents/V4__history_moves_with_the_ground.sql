-- Nothing of the history changes but the area that it is kept at, where the ground was divided anew.
create function residents.keep_history() returns trigger language plpgsql as $$
begin
    old.area := new.area;
    if old is not distinct from new then
        return new;
    end if;
    raise exception 'the history is append-only';
end $$;
drop trigger append_only on residents.trail;
create trigger append_only before update on residents.trail
    for each row execute function residents.keep_history();
create trigger never_emptied before delete or truncate on residents.trail
    for each statement execute function residents.refuse();

-- what is looked for by its area when the ground is divided anew
create index building_area on residents.building (area);
create index member_area on residents.member (area);
create index tag_area on residents.tag (area);
create index claim_any_area on residents.claim (area);
create index correction_any_area on residents.correction (area);
create index visit_area on residents.visit (area);
create index visit_use_area on residents.visit_use (area);
create index trail_area on residents.trail (area);
