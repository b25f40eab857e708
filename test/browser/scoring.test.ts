import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGES } from './pages.ts'
import { noChromium, type Stage, setStage } from './stage.ts'

describe.skipIf(noChromium())('scoring', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  }, 120_000)
  afterAll(() => stage.close())

  it('shows what a half-life comes to before it is set, by keyboard alone', async () => {
    const { page, complaints } = await stage.visit()
    await PAGES.scoring?.(page, stage.api.baseUrl)
    const fading = page.getByRole('region', { name: 'How fast each kind fades' })
    await fading.getByRole('button', { name: 'Half-life: malware URL' }).press('Enter')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('12')
    await fading.getByText('71 % of the score is left, where 50 % is now').waitFor()
    await page.keyboard.press('Enter')
    await fading.getByText('half after 12 d, set here').waitFor()
    expect(stage.api.asked.at(-1)).toMatchObject({ method: 'PUT', path: '/scoring', body: { halfLives: { 5: 1.5, 6: 12 } } })
    expect(complaints).toEqual([])
    await page.context().close()
  }, 60_000)

  it('says what a grade comes to, sets it, and goes back after asking', async () => {
    const { page } = await stage.visit()
    await PAGES.scoring?.(page, stage.api.baseUrl)
    await page.getByRole('button', { name: 'Grade of IPsum' }).click()
    await page.getByLabel('Grade', { exact: true }).selectOption('D')
    await page.getByText('makes a score of about 60, where the grade in force makes 85').waitFor()
    await page.getByRole('button', { name: 'Set grade D' }).click()
    await page.getByText('Scored anew: 0 of').waitFor()
    const versions = page.getByRole('region', { name: 'Versions' })
    await versions.getByRole('button', { name: 'Step back' }).click()
    await page.getByRole('button', { name: 'Go back' }).click()
    await versions.getByText('Somebody went back').waitFor()
    await page.context().close()
  }, 60_000)
})
