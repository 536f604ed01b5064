create schema files;

create table files.file (
    id          uuid primary key,
    uploader    text not null,
    -- who holds it, such as incident:<id>; a file that nobody took by its expiry is removed
    matter      text,
    -- the file's own key, sealed by the vault
    key         bytea not null,
    uploaded_at timestamptz not null,
    expires_at  timestamptz not null,
    -- the row comes first and the content second, so that every content on disk has a row to be found by
    stored      boolean not null default false,
    media_type  text,
    width       int,
    height      int,
    bytes       int,
    -- of what was uploaded, kept as evidence; SHA-256 shows that it is still the same
    original_type   text,
    original_bytes  int,
    original_sha256 bytea
);
create index on files.file (matter) where matter is not null;
create index on files.file (uploader, uploaded_at) where matter is null;
create index on files.file (expires_at) where matter is null;

-- Called among the other writes of a transaction, without waiting for an answer: so it refuses by failing (LF001).
create procedure files.attach(ids uuid[], who text, holder text, at timestamptz) language plpgsql as
$$
declare
    taken int;
begin
    update files.file set matter = holder
     where id = any(ids) and uploader = who and matter is null and stored and expires_at > at;
    get diagnostics taken = row_count;
    if taken <> cardinality(ids) then
        raise exception 'a file is unknown, someone else''s, or already attached' using errcode = 'LF001';
    end if;
end
$$;
