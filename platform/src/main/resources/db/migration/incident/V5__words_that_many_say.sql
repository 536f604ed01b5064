-- Words that stand in many texts are looked for the other way round: the incidents one by one in the order of the list,
-- each asked for the words, until the page is full.
create function incident.many_match(wanted int[], words text, few int) returns boolean
    language sql stable security definer set search_path = pg_catalog
as $$
    select count(*) > few from (
        select from incident.search s where s.pairs @> wanted and position(words in s.text) > 0 limit few + 1) found
$$;

create function incident.matches(one uuid, wanted int[], words text) returns boolean
    language sql stable security definer cost 1000 set search_path = pg_catalog
as $$
    select exists (
        select from incident.search s where s.incident = one and s.pairs @> wanted and position(words in s.text) > 0)
$$;
