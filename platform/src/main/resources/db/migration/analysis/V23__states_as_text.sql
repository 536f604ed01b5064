-- A state is written and read whole with each batch and never looked into here: what jsonb costs for it (to be taken
-- apart and put together each time) bought nothing.
alter table analysis.state alter column body type text using body::text;
