alter table insight.subscription drop constraint subscription_kind_check;
alter table insight.subscription add constraint subscription_kind_check
    check (kind in ('DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'));
