create index account_guest_seen on identity.account (last_seen) where kind = 'GUEST' and sealed_phone is not null;
