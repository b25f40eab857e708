/** The page for the quality of the sources, by keyboard and by its address. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PAGES } from './pages.ts'
import { noChromium, type Stage, setStage } from './stage.ts'

describe.skipIf(noChromium())('the quality of the sources', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  test('arrows walk the matrix, and each cell is said in words', async () => {
    const { page } = await stage.visit()
    await PAGES.quality?.(page, stage.api.baseUrl)
    const words = page.getByRole('region', { name: 'Overlap' }).getByRole('status')
    await page.locator('[data-overlap] button').first().focus()
    await page.getByText('Feodo Tracker: 118 indicators reported').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByText(/of what Feodo Tracker reports .* is in URLhaus too/).waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await words.innerText()).toMatch(/^URLhaus: 21,344 indicators reported/)
    await page.context().close()
  })

  test('the table is sorted by what the address says; what is not known stands last, with the reason', async () => {
    const { page } = await stage.visit()
    await PAGES.quality?.(page, stage.api.baseUrl)
    await page.getByRole('region', { name: 'All figures' }).getByRole('link', { name: 'Lead' }).click()
    await page.waitForURL(url => url.searchParams.get('by') === 'lead')
    const rows = page.getByRole('region', { name: 'All figures' }).locator('tbody tr')
    expect(await rows.first().innerText()).toContain('Known Exploited Vulnerabilities')
    expect(await rows.last().innerText()).toContain('it has not come in whole yet')
    await page.context().close()
  })
})
