create schema privacy;

-- one word sealed with each version of the key (0: the blind index), so that a wrong key file is refused at the start
create table privacy.key_check (
    version int primary key check (version between 0 and 65535),
    sealed  bytea not null
);
