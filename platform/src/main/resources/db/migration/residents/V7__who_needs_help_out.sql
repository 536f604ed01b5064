-- What decides how somebody is brought to safety. The legal basis is to be confirmed (待核定), as for the others without.
insert into residents.tag_kind (code, chinese, english, basis, setters, seers) values
    ('WHEELCHAIR', '使用轮椅', 'Uses a wheelchair', null,
        '{COMMUNITY_WORKER,STREET_STAFF}', '{GRID_WORKER,COMMUNITY_WORKER,STREET_STAFF}'),
    ('NEEDS_POWER', '居家用氧或依赖用电设备', 'Needs oxygen or powered equipment at home', null,
        '{COMMUNITY_WORKER,STREET_STAFF}', '{GRID_WORKER,COMMUNITY_WORKER,STREET_STAFF}');
