/** T11: whatever a feed sends stays text. Run in a real browser, under the policy the product sends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE } from './hostile.ts'
import { evaluate, PAGES, settled } from './pages.ts'
import { noChromium, type Stage, setStage } from './stage.ts'

/** Elements a feed's text could have made, were it read as markup, and addresses it could have made live. */
const FOREIGN = `document.querySelectorAll('main img, main script, main iframe, main svg[onload], [onerror], a[href^="javascript:"], a[href*="evil.example"], a[href*="198.51.100"]').length`

describe.skipIf(noChromium())('hostile strings', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  test('make no element, no link, no dialog and run nothing, on any page', async () => {
    const { page, complaints } = await stage.visit()
    const harm: Record<string, unknown> = {}
    for (const [name, go] of Object.entries(PAGES)) {
      await go(page, stage.api.baseUrl)
      await settled(page)
      const foreign = await evaluate(page, FOREIGN)
      const ran = await evaluate(page, 'window.harmed ?? 0')
      if (foreign !== 0 || ran !== 0) harm[name] = { foreign, ran }
    }
    expect(harm).toEqual({})
    expect(complaints.filter(text => !/status of 400/.test(text))).toEqual([])
    await page.context().close()
  }, 180_000)

  test('are shown letter by letter, hidden characters by their code', async () => {
    const { page } = await stage.visit()
    await page.goto(`${stage.api.baseUrl}/indicators?q=invoice`)
    const row = page.locator('[data-index]').filter({ hasText: 'fdp.exe' }).last()
    await row.waitFor()
    expect(await row.textContent()).toContain('invoice‹U+202E›fdp.exe‹U+200B›‹U+0007›')
    await row.getByRole('link').click()
    const details = page.getByRole('complementary', { name: 'Details' })
    await details.getByText('Why this score').waitFor()
    expect(await details.textContent()).toContain(HOSTILE.markup)
    await page.context().close()
  })

  test('a URL of 2,000 characters is cut in the list, whole on its page, and breaks no layout', async () => {
    const { page } = await stage.visit()
    await page.goto(`${stage.api.baseUrl}/indicators?q=aaaaaaaaaa`)
    const link = page.locator('[data-index="0"] a')
    await link.waitFor()
    expect((await link.textContent())?.length).toBeLessThan(300)
    const id = new URL((await link.getAttribute('href')) ?? '', stage.api.baseUrl).searchParams.get('open')
    await page.goto(`${stage.api.baseUrl}/indicators/${id}`)
    expect((await page.getByRole('heading', { level: 1 }).textContent())?.length).toBeGreaterThan(1_900)
    expect(await evaluate(page, 'document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    await page.context().close()
  })

  test('raw rows of the quarantine are inert', async () => {
    const { page } = await stage.visit()
    await page.goto(`${stage.api.baseUrl}/sources/emerging-threats?view=quarantine`)
    const raw = page.getByText('Raw row').first()
    await raw.click()
    expect(await page.locator('pre').first().textContent()).toBe(HOSTILE.markup)
    expect(await evaluate(page, FOREIGN)).toBe(0)
    await page.context().close()
  })
})
