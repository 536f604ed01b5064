-- One row for each incident, as the figures need it, made of the events in the journal alone. Two generations: one is
-- shown, the other is empty or being counted anew from the start, and takes its place when it has caught up.
create table insight.matter (
    generation   int not null,
    incident     uuid not null,
    number       text not null,
    area         text collate "C" not null,
    unit         text,
    restricted   text,
    assignee     uuid check (assignee is null),
    owner        uuid check (owner is null),
    hidden_from  text collate "C",
    category     text collate "C",
    status       text not null,
    source       text not null,
    urgent       boolean not null,
    reported_at  timestamptz not null,
    responded_at timestamptz,
    due_at       timestamptz,
    ended_at     timestamptz,
    late         boolean not null,         -- a limit of it was over before what it was set for was done
    reworks      int not null,
    reopenings   int not null,
    escalations  int not null,
    contacted    boolean,
    solved       boolean,
    satisfied    boolean,
    rated_at     timestamptz,
    partial      boolean not null,         -- only the sum of its months is in the journal: its steps are not known
    last         text not null,            -- the entry of the journal that it was told by last
    primary key (generation, incident)
) partition by list (generation);
create table insight.matter_0 partition of insight.matter for values in (0);
create table insight.matter_1 partition of insight.matter for values in (1);

create index matter_reported on insight.matter (reported_at);
create index matter_area on insight.matter (area, reported_at);
create index matter_unit on insight.matter (unit, reported_at) where unit is not null;
create index matter_ended on insight.matter (ended_at) where ended_at is not null;
create index matter_rated on insight.matter (rated_at) where rated_at is not null;
create index matter_open on insight.matter (area) where ended_at is null;

select public.linli_protect('insight.matter');
select public.linli_protect('insight.matter_0');
select public.linli_protect('insight.matter_1');

-- Which generation is shown, and how far each is.
create table insight.model (
    id         int primary key check (id = 1),
    active     int not null check (active in (0, 1)),
    asked_at   timestamptz,                -- a recount is under way since then
    asked_by   uuid,
    counted_at timestamptz,                -- the last recount was done then,
    counted    bigint,                     -- of so many,
    differed   bigint                      -- of which so many were not as they had been
);
insert into insight.model (id, active) values (1, 0);

create table insight.progress (
    generation int primary key check (generation in (0, 1)),
    epoch      int not null,
    xid        bigint not null,
    seq        bigint not null
);

-- The application owns no table and may not empty one at a stroke.
create function insight.empty_generation(other int) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s'
as $$
begin
    if other = (select active from insight.model) then
        raise exception 'generation % is shown', other;
    end if;
    execute format('truncate insight.matter_%s', case other when 0 then 0 when 1 then 1 end);
    delete from insight.progress where generation = other;
end $$;

-- What is measured, as data. The facts are words of the program (Fact); how they are put together is not.
create table insight.indicator (
    code        text primary key check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
    parent      text references insight.indicator,
    position    int not null check (position between 0 and 9999),
    headline    boolean not null default false,
    name        text not null check (length(name) between 1 and 60),
    name_en     text not null check (length(name_en) between 1 and 100),
    definition    text not null check (length(definition) between 1 and 1000),
    definition_en text not null check (length(definition_en) between 1 and 2000),
    kind        text not null check (kind in ('GROUP', 'RATIO', 'DURATION', 'COUNT', 'NONE')),
    counted_by  text not null check (counted_by in ('REPORTED', 'ENDED', 'RATED')),
    numerator   text[] not null,
    denominator text[] not null,
    span        text check (span in ('RESPONSE', 'HANDLING')),
    unit        text not null check (unit in ('PERCENT', 'MINUTES', 'NUMBER')),
    direction   text not null check (direction in ('UP', 'DOWN', 'NONE')),
    baseline    numeric(12, 2),
    target      numeric(12, 2),
    period      text not null check (period in ('DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR')),
    owner       text check (length(owner) between 1 and 100),
    source      text check (length(source) between 1 and 300),
    closed_at   timestamptz,
    version     int not null default 1,
    check (kind <> 'DURATION' or span is not null)
);

insert into insight.indicator (code, parent, position, headline, name, name_en, definition, definition_en, kind,
    counted_by, numerator, denominator, span, unit, direction, baseline, target, period, owner, source) values
('headline', null, 10, false, '总体成效', 'Overall results', '来源材料给出起点和目标的四项指标。',
    'The four figures for which the source names a start and a goal.', 'GROUP', 'REPORTED', '{}', '{}', null, 'NUMBER',
    'NONE', null, null, 'MONTH', null, '来源材料（浏阳）'),
('response-time', 'headline', 11, true, '事件响应时间', 'Response time',
    '居民（本人、12345 或代报）反映之后，到第一个由人作出、反映人看得见的处理动作为止的自然时间，取平均值，并列出中位数和第九十百分位。自动派单、自动短信和点开任务都不算。驳回、撤回、并案、移送的不计。只有在办理中才能暂停计时，所以响应之前没有暂停的时间。',
    'From a report by a resident (in person, by 12345 or for them) to the first act of a human towards it that the reporter can see; the mean of the plain time, with median and 90th percentile beside it. Automatic dispatch, automatic messages and opening the task do not count. Rejected, withdrawn, merged and transferred ones are left out. A clock can only be paused while somebody is at it, so there is no paused time before the response.',
    'DURATION', 'REPORTED', '{}', '{FROM_RESIDENTS,STANDING}', 'RESPONSE', 'MINUTES', 'DOWN', 120, 30, 'MONTH', null,
    '来源材料（浏阳）：从平均2小时缩短至30分钟'),
('satisfaction', 'headline', 12, true, '群众满意率', 'Satisfaction', '回访中回答“满意”的，占回答了回访的。',
    'Reporters who said that they were satisfied, of those who answered the three questions.', 'RATIO', 'RATED',
    '{SATISFIED}', '{RATED}', null, 'PERCENT', 'UP', 82, 96, 'MONTH', null, '来源材料（浏阳）：从82%提升至96%'),
('disputes', 'headline', 13, true, '矛盾纠纷化解率', 'Disputes resolved', '达成协议并履行的纠纷，占受理的纠纷。',
    'Disputes agreed and performed, of those accepted.', 'NONE', 'ENDED', '{}', '{}', null, 'PERCENT', 'UP', 75, 98,
    'MONTH', null, '来源材料（浏阳）：从75%提升至98%'),
('service-coverage', 'headline', 14, true, '公共服务覆盖率', 'Service coverage', '在服务范围内的住户，占全部住户。',
    'Households within reach of the services, of all.', 'NONE', 'ENDED', '{}', '{}', null, 'PERCENT', 'UP', 85, 100,
    'MONTH', null, '来源材料（浏阳）：从85%提升至100%'),
('rates', null, 20, false, '三率', 'The three rates', '回访的三个问题。', 'The three questions of the call-back.', 'GROUP', 'RATED', '{}',
    '{}', null, 'NUMBER', 'NONE', null, null, 'MONTH', null, null),
('contacted', 'rates', 21, false, '响应率', 'Contacted', '回答“已联系我”的，占回答了回访的。',
    'Reporters who said that they were contacted, of those who answered.', 'RATIO', 'RATED', '{CONTACTED}', '{RATED}',
    null, 'PERCENT', 'UP', null, null, 'MONTH', null, null),
('solved', 'rates', 22, false, '解决率', 'Solved', '回答“已解决”的，占回答了回访的。',
    'Reporters who said that it was solved, of those who answered.', 'RATIO', 'RATED', '{SOLVED}', '{RATED}', null,
    'PERCENT', 'UP', null, null, 'MONTH', null, null),
('satisfied', 'rates', 23, false, '满意率', 'Satisfied', '回答“满意”的，占回答了回访的。',
    'Reporters who said that they were satisfied, of those who answered.', 'RATIO', 'RATED', '{SATISFIED}', '{RATED}',
    null, 'PERCENT', 'UP', null, null, 'MONTH', null, null),
('work', null, 30, false, '办理', 'Handling', '事件办理的过程和质量。', 'How incidents are handled.', 'GROUP', 'ENDED', '{}', '{}', null,
    'NUMBER', 'NONE', null, null, 'MONTH', null, null),
('reported', 'work', 31, false, '受理事件', 'Reported', '期间内反映的事件数。', 'Incidents reported in the period.', 'COUNT', 'REPORTED',
    '{}', '{}', null, 'NUMBER', 'NONE', null, null, 'MONTH', null, null),
('closed', 'work', 32, false, '办结事件', 'Closed', '期间内核查通过而结案的事件数。',
    'Incidents closed in the period after somebody else had looked at what was done.', 'COUNT', 'ENDED', '{}', '{CLOSED}',
    null, 'NUMBER', 'NONE', null, null, 'MONTH', null, null),
('open', 'work', 33, false, '在办事件', 'Open', '期间内反映而还没有办完的事件数。', 'Incidents reported in the period that are still open.',
    'COUNT', 'REPORTED', '{}', '{OPEN}', null, 'NUMBER', 'NONE', null, null, 'MONTH', null, null),
('answered-in-30', 'work', 34, false, '三十分钟响应率', 'Answered within 30 minutes',
    '三十分钟内得到响应的居民反映，占期间内的居民反映（口径同响应时间）。',
    'Reports of residents answered within thirty minutes, of those made in the period (as for the response time).', 'RATIO',
    'REPORTED', '{ANSWERED_IN_30}', '{FROM_RESIDENTS,STANDING}', null, 'PERCENT', 'UP', null, null, 'MONTH', null, null),
('on-time', 'work', 35, false, '按期办结率', 'On time', '各阶段都没有超过时限的，占期间内办完的事件（驳回、撤回、并案、移送的不计）。',
    'Incidents none of whose limits was over, of those ended in the period; rejected, withdrawn, merged and transferred ones are left out.',
    'RATIO', 'ENDED', '{ON_TIME}', '{STANDING}', null, 'PERCENT', 'UP', null, null, 'MONTH', null, null),
('first-time', 'work', 36, false, '一次办结率', 'Solved at the first go', '没有返工、没有重新打开的，占期间内结案的事件。',
    'Incidents without rework and without reopening, of those closed in the period.', 'RATIO', 'ENDED', '{FIRST_TIME}',
    '{CLOSED}', null, 'PERCENT', 'UP', null, null, 'MONTH', null, null),
('rework', 'work', 37, false, '返工率', 'Rework', '核查后退回返工过的，占期间内办完的事件。',
    'Incidents sent back for rework at least once, of those ended in the period.', 'RATIO', 'ENDED', '{REWORKED}',
    '{STANDING}', null, 'PERCENT', 'DOWN', null, null, 'MONTH', null, null),
('reopened', 'work', 38, false, '重新打开率', 'Reopened', '办完后又重新打开过的，占期间内反映并办完过的事件。',
    'Incidents opened again after their end, of those reported in the period that had come to one.', 'RATIO', 'REPORTED',
    '{REOPENED}', '{ENDED_ONCE}', null, 'PERCENT', 'DOWN', null, null, 'MONTH', null, null),
('handling-time', 'work', 39, false, '办理时间', 'Handling time', '从反映到办完的自然时间（驳回、撤回、并案、移送的不计）。',
    'Plain time from the report to the end; rejected, withdrawn, merged and transferred ones are left out.', 'DURATION',
    'ENDED', '{}', '{STANDING}', 'HANDLING', 'MINUTES', 'DOWN', null, null, 'MONTH', null, null),
('participation', null, 40, false, '居民参与', 'Participation', '居民参与的情况。', 'How residents take part.', 'GROUP', 'REPORTED', '{}',
    '{}', null, 'NUMBER', 'NONE', null, null, 'MONTH', null, null),
('by-residents', 'participation', 41, false, '居民反映占比', 'Reported by residents', '居民（本人、12345 或代报）反映的，占期间内的全部事件。',
    'Incidents reported by residents (in person, by 12345 or for them), of all reported in the period.', 'RATIO',
    'REPORTED', '{FROM_RESIDENTS}', '{}', null, 'PERCENT', 'NONE', null, null, 'MONTH', null, null),
('active-households', 'participation', 42, false, '居民参与率', 'Participation rate', '参与过的住户，占全部住户。',
    'Households that took part, of all.', 'NONE', 'REPORTED', '{}', '{}', null, 'PERCENT', 'UP', null, null, 'YEAR', null, null);
