-- The rule of linli_visible, written into the policies of a table so that what it compares with is read once for a query
-- and not for every row of it.
-- Each "(select …)" below is run once (an InitPlan). A test holds the two against each other.
create function public.linli_protect(guarded regclass) returns void language plpgsql as $$
declare
    rule constant text := $rule$
        (select coalesce(current_setting('linli.scope', true), '') = 'system')
        or owner = (select nullif(current_setting('linli.account', true), '')::uuid)
        or (select coalesce(current_setting('linli.account', true), '') <> '')
            and (hidden_from is null
                or hidden_from <> all (coalesce((select nullif(current_setting('linli.hidden', true), '')::text[]), '{}')))
            and (assignee = (select nullif(current_setting('linli.account', true), '')::uuid)
                or restricted is null and (
                    unit = any ((select nullif(current_setting('linli.units', true), '')::text[])::text[])
                    or area ^@ any ((select nullif(current_setting('linli.areas', true), '')::text[])::text[]))
                or restricted is not null and (
                    restricted || '/' || unit
                        = any ((select nullif(current_setting('linli.grants', true), '')::text[])::text[])
                    or restricted || '@' || area
                        ^@ any ((select nullif(current_setting('linli.grants', true), '')::text[])::text[])))
        $rule$;
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('alter table %s force row level security', guarded);
    execute format('drop policy if exists seen on %s', guarded);
    execute format('drop policy if exists changed on %s', guarded);
    execute format('drop policy if exists deleted on %s', guarded);
    execute format('drop policy if exists added on %s', guarded);
    execute format('create policy seen on %s for select using (%s)', guarded, rule);
    execute format('create policy changed on %s for update using (%s)', guarded, rule);
    execute format('create policy deleted on %s for delete using (%s)', guarded, rule);
    execute format('create policy added on %s for insert with check (true)', guarded);
end $$;
