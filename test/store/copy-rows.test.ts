/** What is put down as bytes of COPY comes out of the store as it went in. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatIpv6 } from '../../server/src/indicators/addresses.ts'
import { CopyRows } from '../../server/src/store/copy-rows.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const key = fc.stringMatching(/^[0-9a-f]{32}$/)
const text = fc.string({ unit: 'binary' }).map(given => Buffer.from(given.replaceAll('\0', '')).toString())
/** None that holds an IPv4 address: the server writes those in another way. */
const ipv6 = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 })
  .filter(([first]) => first !== 0)
  .map(formatIpv6)
const row = fc.record({
  key,
  keys: fc.array(key, { maxLength: 5 }),
  small: fc.option(fc.integer({ min: -32_768, max: 32_767 })),
  whole: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  real: fc.double({ noNaN: true, noDefaultInfinity: true }),
  flag: fc.boolean(),
  seconds: fc.option(fc.integer({ min: -2_000_000_000, max: 20_000_000_000 })),
  numbers: fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { maxLength: 5 }),
  text: fc.option(text),
  bytes: fc.uint8Array({ maxLength: 40 }),
  address: fc.option(fc.oneof(fc.ipV4(), ipv6)),
})
type Row = typeof row extends fc.Arbitrary<infer R> ? R : never

describe.each(stores)('COPY in binary on the %s', (_name, fresh) => {
  let store: FreshStore
  beforeAll(async () => {
    store = await fresh()
    await store.database.script(
      `create table copied (n int, key uuid, keys uuid[], small smallint, whole int, real double precision, flag boolean, at timestamptz,
         numbers int[], text text, bytes bytea, address inet)`,
    )
  })
  afterAll(() => store.drop())

  const there = async (): Promise<Row[]> => {
    const rows = await store.database.query<Omit<Row, 'seconds' | 'keys'> & { seconds: string | null; keys: string }>(
      `select replace(key::text, '-', '') as key, replace(keys::text, '-', '') as keys, small, whole, real, flag, extract(epoch from at)::bigint::text as seconds,
         numbers, text, bytes, host(address) as address from copied order by n`,
    )
    return rows.map(({ keys, seconds, bytes, ...rest }) => ({
      ...rest,
      keys: keys.slice(1, -1).split(',').filter(Boolean),
      seconds: seconds === null ? null : Number(seconds),
      bytes: new Uint8Array(bytes),
    }))
  }

  it('keeps every value, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async rows => {
        await store.database.script('truncate copied')
        const copied = new CopyRows(12)
        for (const [n, one] of rows.entries()) {
          copied.row((one.text?.length ?? 0) + one.keys.length * 20 + one.numbers.length * 8 + one.bytes.length)
          copied.int4(n)
          copied.uuid(one.key)
          copied.uuids(one.keys)
          copied.int2(one.small)
          copied.int4(one.whole)
          copied.float8(one.real)
          copied.boolean(one.flag)
          copied.time(one.seconds === null ? null : one.seconds * 1_000)
          copied.int4s(one.numbers)
          copied.text(one.text)
          copied.blob(one.bytes)
          copied.inet(one.address)
        }
        await store.database.transaction(transaction => transaction.copy('copied', copied.bytes))
        expect(await there()).toEqual(rows)
      }),
      { numRuns: 40 },
    )
  })
})
