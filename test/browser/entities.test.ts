/** Entities in the dashboard: found by name, decided about, and one page for one thing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noChromium, type Stage, setStage } from './stage.ts'

describe.skipIf(noChromium())('entities', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  test('are found by kind and by any name, and hostile names are only read', async () => {
    const { page, complaints } = await stage.visit()
    await page.goto(`${stage.api.baseUrl}/entities`)
    await page.getByRole('link', { name: /^Actors/ }).click()
    await page.getByRole('searchbox', { name: 'Name or alias' }).fill('grey heron')
    await page.getByRole('link', { name: /Amber Heron/ }).click()
    await page.getByRole('heading', { name: 'Amber Heron' }).waitFor()
    expect(page.url()).toContain('/entities/actor/amber-heron')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('an ATT&CK id and an alias lead to the one page', async () => {
    const { page } = await stage.visit()
    await page.goto(`${stage.api.baseUrl}/attack/G9001`)
    await page.waitForURL('**/entities/actor/amber-heron')
    await page.goto(`${stage.api.baseUrl}/entities/malware/Remcos`)
    await page.waitForURL('**/entities/malware/remcos')
    await page.context().close()
  })

  test('what may be the same is decided with one press, and taken back', async () => {
    const { page } = await stage.visit()
    await page.goto(`${stage.api.baseUrl}/entities?show=same`)
    const region = page.getByRole('region', { name: 'May be the same' })
    await region
      .getByRole('listitem')
      .filter({ hasText: 'Grey Herron' })
      .getByRole('button', { name: 'The same' })
      .first()
      .click()
    await region.getByRole('group').getByRole('button', { name: 'The same' }).click()
    await region.getByRole('button', { name: 'Take back' }).click()
    await region.getByText('Nothing decided yet').waitFor()
    expect(stage.api.asked.filter(({ path }) => path === '/entities/same').map(({ body }) => body)).toMatchObject([
      { decision: 'same' },
      { decision: 'undone' },
    ])
    await page.context().close()
  })

  test('the palette finds them', async () => {
    const { page } = await stage.visit()
    await page.goto(stage.api.baseUrl)
    await page.getByRole('heading', { name: 'Coming in' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('amber')
    await page.getByRole('option', { name: /Amber Heron/ }).click()
    await page.getByRole('heading', { name: 'Amber Heron' }).waitFor()
    await page.context().close()
  })
})
