import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../problem.ts'
import { hiding, keepAtHome, withoutSecrets } from './credentials.ts'

const secret = fc
  .string({ minLength: 4, maxLength: 60, unit: 'grapheme' })
  .filter(text => text.trim() === text && text.length >= 4)

describe('T14: secrets stay out of what is written', () => {
  it('finds them plainly, in addresses, forms and JSON, in any mix of encodings', () => {
    fc.assert(
      fc.property(secret, fc.infiniteStream(fc.boolean()), (key, coin) => {
        const mixed = [...key].map(character => (coin.next().value ? encodeURIComponent(character) : character)).join('')
        for (const written of [
          key,
          encodeURIComponent(key),
          new URLSearchParams({ k: key }).toString(),
          JSON.stringify({ k: key }),
          mixed,
        ]) {
          const hidden = hiding([key])(`before ${written} after`)
          expect(hidden).toContain('hidden')
        }
      }),
    )
  })

  it('finds them in base64, whatever stands before and after', () => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (key, before, after) => {
        const hidden = hiding([key])(Buffer.from(`${before}${key}${after}`).toString('base64'))
        if (Buffer.byteLength(key) >= 7) expect(hidden).toContain('hidden')
      }),
    )
  })

  it('leaves a text alone that holds none', () => {
    expect(hiding(['s3cret', 'abc'])('abc is too short a secret to be looked for')).toBe(
      'abc is too short a secret to be looked for',
    )
  })

  it('drops a cause that holds one', () => {
    const problem = new Problem('internal', 'Broken.', { todo: 'Look.', cause: new Error('token canary-1 is not JSON') })
    expect(withoutSecrets(problem, hiding(['canary-1'])).cause).toBeUndefined()
    expect(withoutSecrets(problem, hiding(['other-key']))).toBe(problem)
  })

  it('lets a request without credentials go anywhere', () => {
    const credentials = { secrets: ['canary-1'], origins: ['https://api.example'] }
    expect(() => keepAtHome({ url: 'https://files.example/list.csv' }, credentials)).not.toThrow()
    expect(() => keepAtHome({ url: 'https://api.example/?key=canary-1' }, credentials)).not.toThrow()
    expect(() => keepAtHome({ url: 'https://files.example/?key=canary-1' }, credentials)).toThrow('another host')
  })
})
