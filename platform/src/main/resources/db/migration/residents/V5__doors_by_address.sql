-- the same door in two grids, in whatever communities, is found by its address
create index building_address on residents.building (address) where address is not null and closed_at is null;
