-- Whether the caller of this transaction may see a row: the second wall behind the predicate that ScopedQuery writes,
-- and the same rule. What it reads is set at the start of each transaction, for that transaction only:
--   linli.scope    'system' for background work, which sees everything
--   linli.account  the caller; when it is missing nothing is visible
--   linli.areas    areas whose matters the caller's posts see
--   linli.units    units the caller acts for
--   linli.grants   restricted kinds that a post may see, as KIND@area or KIND/unit
--   linli.hidden   the areas around the caller's posts: a matter hidden from one of them is hidden from the caller
-- Prefixes rather than ranges: the codes are hierarchical, and one operator then serves any number of areas.
create function public.linli_visible(
    area text, unit text, restricted text, assignee uuid, owner uuid, hidden_from text)
    returns boolean language sql stable parallel safe
as $$
    select case
        when current_setting('linli.scope', true) = 'system' then true
        when coalesce(current_setting('linli.account', true), '') = '' then false
        when owner = current_setting('linli.account')::uuid then true
        when hidden_from = any (current_setting('linli.hidden')::text[]) then false
        when assignee = current_setting('linli.account')::uuid then true
        when restricted is null then
            coalesce(unit = any (current_setting('linli.units')::text[]), false)
            or area ^@ any (current_setting('linli.areas')::text[])
        else
            coalesce(restricted || '/' || unit = any (current_setting('linli.grants')::text[]), false)
            or restricted || '@' || area ^@ any (current_setting('linli.grants')::text[])
    end
$$;
