-- A voice note is kept as a photo is, and stands for none: what asks for a photo is not satisfied by a voice.
create or replace procedure files.attach(ids uuid[], who text, holder text, at timestamptz) language plpgsql as
$$
declare
    taken int;
begin
    update files.file set matter = holder
     where id = any(ids) and uploader = who and matter is null and stored and expires_at > at
       and media_type not like 'audio/%';
    get diagnostics taken = row_count;
    if taken <> cardinality(ids) then
        raise exception 'a file is unknown, someone else''s, or already attached' using errcode = 'LF001';
    end if;
end
$$;

create procedure files.attach_sound(sound uuid, who text, holder text, at timestamptz) language plpgsql as
$$
begin
    update files.file set matter = holder
     where id = sound and uploader = who and matter is null and stored and expires_at > at
       and media_type like 'audio/%';
    if not found then
        raise exception 'a sound is unknown, someone else''s, or already attached' using errcode = 'LF002';
    end if;
end
$$;
