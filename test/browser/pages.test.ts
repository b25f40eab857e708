/** What holds on every page: it draws without complaint, in both themes and on a phone, and axe finds nothing. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluate, PAGES, settled } from './pages.ts'
import { DESKTOP, noChromium, PHONE, type Stage, setStage } from './stage.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

const violations = async (page: Page): Promise<string[]> => {
  await evaluate(page, `${axe.source}; undefined`)
  const found = await evaluate(
    page,
    `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(node => id + ': ' + node.target.join(' ') + ' ' + node.failureSummary)))`,
  )
  return Array.isArray(found) ? found : [`axe did not answer: ${String(found)}`]
}

/** The page is one screen wide and high: nothing sticks out at the side, and only its parts scroll. */
const overflow = (page: Page): Promise<unknown> =>
  evaluate(
    page,
    `(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth - clientWidth + scrollHeight - clientHeight)(document.documentElement)`,
  )

const VIEWS = [
  ['dark, desktop', { ...DESKTOP, colorScheme: 'dark' }],
  ['light, phone', { ...PHONE, colorScheme: 'light' }],
  // 1440 x 900 at 200 % zoom.
  ['light, zoomed', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2, colorScheme: 'light' }],
] as const

/** A page that asks a faulty question gets a 400, and the browser notes it in its console. */
const EXPECTED = /status of 400/

describe.skipIf(noChromium())('every page', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  test.each(VIEWS)(
    'draws without complaint and passes axe: %s',
    async (_, options) => {
      const { page, complaints } = await stage.visit(options)
      const faults: Record<string, unknown> = {}
      for (const [name, go] of Object.entries(PAGES)) {
        await go(page, stage.api.baseUrl)
        await settled(page)
        const found = [...(await violations(page)), ...complaints.splice(0).filter(text => !EXPECTED.test(text))]
        const over = await overflow(page)
        if (found.length > 0 || over !== 0) faults[name] = { found, over }
      }
      await page.context().close()
      expect(faults).toEqual({})
    },
    180_000,
  )

  test('the sign-in page draws without complaint and passes axe', async () => {
    const { page, complaints } = await stage.visit({ signedIn: false })
    await page.goto(`${stage.api.baseUrl}/login`)
    await page.getByText('Where is the password?').click()
    expect([...(await violations(page)), ...complaints]).toEqual([])
    await page.context().close()
  })

  test('the overview stays light: fewer than 1,220 elements', async () => {
    const { page } = await stage.visit()
    await page.goto(stage.api.baseUrl)
    await page.getByRole('heading', { name: 'Coming in' }).waitFor()
    await settled(page)
    expect(await evaluate(page, 'document.querySelectorAll("*").length')).toBeLessThan(1_220)
    await page.context().close()
  })
})
