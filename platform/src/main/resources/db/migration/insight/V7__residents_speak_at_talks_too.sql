-- An opinion said at an evening talk (凉亭夜话) is a report by a resident; words that somebody has changed stay theirs.
update insight.indicator set
    definition = replace(definition, '居民（本人、12345 或代报）', '居民（本人、夜话、12345 或代报）'),
    definition_en = replace(definition_en, '(in person, by 12345 or for them)',
        '(in person, at an evening talk, by 12345 or for them)')
where version = 1;
