/** Coverage that people bring as layers of the ATT&CK Navigator. */
import { NavigatorLayer } from '@keysguard/model'
import type { Queries } from '../engines/database/database.ts'

/** In the place of one of the same name. */
export const putLayer = async (queries: Queries, name: string, layer: NavigatorLayer, at: number): Promise<void> => {
  await queries.query(
    `insert into attack_layer (name, layer, at) values ($1, $2, $3::timestamptz)
     on conflict (name) do update set layer = excluded.layer, at = excluded.at`,
    [name, JSON.stringify(layer), new Date(at).toISOString()],
  )
}

/** Whether there was one. */
export const removeLayer = async (queries: Queries, name: string): Promise<boolean> =>
  (await queries.query(`delete from attack_layer where name = $1 returning name`, [name])).length > 0

export const readLayers = async (queries: Queries): Promise<NavigatorLayer[]> => {
  const rows = await queries.query<{ name: string; layer: string }>(`select name, layer from attack_layer order by name`)
  return rows.map(({ name, layer }) => ({ ...NavigatorLayer.parse(JSON.parse(layer)), name }))
}
