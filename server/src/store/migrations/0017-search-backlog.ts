import type { Migration } from './migration.ts'

/** Looking a million new indicators up again by their keys took half as long as indexing them. */
export const searchBacklog: Migration = {
  id: '0017-search-backlog',
  why: 'What waits for search is kept with all that search needs of it',
  sql: `
alter table indicator_text_backlog add column types integer[], add column families integer[], add column texts text, add column suppressions text;
update indicator_text_backlog as b set keys = found.keys, types = found.types, families = found.families, texts = found.texts, suppressions = found.suppressions
  from (
    select w.id, array_agg(i.key) as keys, array_agg(i.type) as types, array_agg(coalesce(t.id, 0)) as families,
      string_agg(i.value, chr(10)) as texts, json_agg(i.suppressed_by)::text as suppressions
    from indicator_text_backlog w cross join unnest(w.keys) as k (key) join indicator i on i.key = k.key
    left join lateral (select id from term where kind = 'malware' and id = any(i.terms) limit 1) as t on true
    group by w.id) as found
  where found.id = b.id;
delete from indicator_text_backlog where types is null;
alter table indicator_text_backlog alter column types set not null, alter column families set not null,
  alter column texts set not null, alter column suppressions set not null;
alter table indicator_text_backlog alter column types set storage external, alter column families set storage external,
  alter column texts set storage external;
`,
}
