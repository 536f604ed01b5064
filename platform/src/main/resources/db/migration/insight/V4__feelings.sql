-- What residents say of themselves in surveys that are closed; nothing of it is made of incidents.
alter table insight.indicator drop constraint indicator_kind_check;
alter table insight.indicator add constraint indicator_kind_check
    check (kind in ('GROUP', 'RATIO', 'DURATION', 'COUNT', 'SURVEY', 'NONE'));

insert into insight.indicator (code, parent, position, headline, name, name_en, definition, definition_en, kind,
    counted_by, numerator, denominator, span, unit, direction, baseline, target, period, owner, source) values
('feelings', null, 50, false, '群众感受', 'What residents feel', '不记名问卷的结果。', 'What surveys without a name found.',
    'GROUP', 'ENDED', '{}', '{}', null, 'NUMBER', 'NONE', null, null, 'YEAR', null,
    '来源材料（河南）：以人民群众获得感、幸福感、安全感为根本指针'),
('gain', 'feelings', 51, false, '获得感', 'Sense of gain',
    '期间内结束的不记名问卷中，对“获得感”一题作正面回答的，占回答了这一题的。不足 5 份不显示。',
    'Of those who answered the question on gain in surveys closed in the period, those who answered favourably; nothing is shown of fewer than 5.',
    'SURVEY', 'ENDED', '{}', '{}', null, 'PERCENT', 'UP', null, null, 'YEAR', null, null),
('happiness', 'feelings', 52, false, '幸福感', 'Sense of happiness',
    '期间内结束的不记名问卷中，对“幸福感”一题作正面回答的，占回答了这一题的。不足 5 份不显示。',
    'Of those who answered the question on happiness in surveys closed in the period, those who answered favourably; nothing is shown of fewer than 5.',
    'SURVEY', 'ENDED', '{}', '{}', null, 'PERCENT', 'UP', null, null, 'YEAR', null, null),
('safety', 'feelings', 53, false, '安全感', 'Sense of safety',
    '期间内结束的不记名问卷中，对“安全感”一题作正面回答的，占回答了这一题的。不足 5 份不显示。',
    'Of those who answered the question on safety in surveys closed in the period, those who answered favourably; nothing is shown of fewer than 5.',
    'SURVEY', 'ENDED', '{}', '{}', null, 'PERCENT', 'UP', null, null, 'YEAR', null, null),
('contentment', 'feelings', 54, false, '居民满意度（问卷）', 'Satisfaction by survey',
    '期间内结束的不记名问卷中，对“总体满意度”一题作正面回答的，占回答了这一题的。不足 5 份不显示。',
    'Of those who answered the question on satisfaction in surveys closed in the period, those who answered favourably; nothing is shown of fewer than 5.',
    'SURVEY', 'ENDED', '{}', '{}', null, 'PERCENT', 'UP', null, 95, 'YEAR', null, '来源材料（浏阳）：居民满意度达到95%以上');
