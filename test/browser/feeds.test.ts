/** Declaring feeds of one's own: a draft, what is wrong beside its line, the first rows while one writes, saving and removing. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE } from './hostile.ts'
import { evaluate } from './pages.ts'
import { noChromium, PHONE, type Stage, setStage } from './stage.ts'

describe.skipIf(noChromium())('declaring feeds', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())
  const url = (path: string): string => `${stage.api.baseUrl}${path}`
  const editor = (page: Page) => page.getByLabel('The feed, in YAML')
  const asked = (path: string) => stage.api.asked.filter(each => each.path === path)

  const draft = async (page: Page, name: string): Promise<void> => {
    await page.goto(url('/feeds/new'))
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Address').fill('https://partner.example/list.csv')
    await page.getByRole('button', { name: 'Draft it' }).click()
    await editor(page).waitFor()
  }

  test('three answers make a draft, whose first rows are shown at once, and saving makes it a source', async () => {
    const { page } = await stage.visit()
    await draft(page, 'Partner list')
    await page.getByText('It works').waitFor()
    await page.getByText('203[.]0[.]113[.]7').first().waitFor()
    await page.keyboard.press('Control+s')
    await page.waitForURL(/\/sources\/partner-list$/)
    await page.getByRole('link', { name: 'Edit the feed' }).click()
    expect(await editor(page).inputValue()).toContain('id: partner-list')
    await page.context().close()
  })

  test('answers that cannot be meant are said beside their fields', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/feeds/new'))
    await page.getByLabel('Address').fill('ftp://partner.example/')
    await page.getByRole('button', { name: 'Draft it' }).click()
    await page.getByText('Give it a name.').waitFor()
    await page.getByText('Must be an http or https address.').waitFor()
    await page.context().close()
  })

  test('what is wrong is said at its line, cannot be saved, and the list leads there', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/feeds/press'))
    const yaml = await editor(page).inputValue()
    const lines = yaml.split('\n')
    await editor(page).fill([...lines.slice(0, 8), 'colour: red', ...lines.slice(8)].join('\n'))
    const mark = page.locator('[data-problem="9"]')
    await mark.waitFor()
    expect(await mark.textContent()).toContain('colour: is nothing that is known here')
    const box = await mark.boundingBox()
    const field = await editor(page).boundingBox()
    expect(Math.round((box?.y ?? 0) - (field?.y ?? 0))).toBe(8 + 8 * 20)
    expect(await editor(page).getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: /^Line 9, column 1/ }).click()
    expect(
      await evaluate(page, 'document.activeElement.value.slice(document.activeElement.selectionStart).startsWith("colour")'),
    ).toBe(true)
    await page.context().close()
  })

  test('an edit is tried by itself, a new address only when told to', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/feeds/press'))
    await editor(page).waitFor()
    const before = asked('/feeds/try').length
    await page.getByRole('button', { name: 'Try' }).click()
    await page.getByText('It works').waitFor()
    const yaml = await editor(page).inputValue()
    await editor(page).fill(yaml.replace('value: indicator', 'value: nothing'))
    await page.getByText('It answers, but there are no rows.').waitFor()
    expect(asked('/feeds/try').length).toBe(before + 2)
    await editor(page).fill(yaml.replace('press.example', 'elsewhere.example'))
    await page.getByText('The address has changed').waitFor()
    await new Promise(resolve => setTimeout(resolve, 2_500))
    expect(asked('/feeds/try').length).toBe(before + 2)
    await page.context().close()
  })

  test('a slot for a secret becomes a field, and the secret goes to the settings and not into the text', async () => {
    const { page } = await stage.visit()
    await draft(page, 'Sealed list')
    const yaml = await editor(page).inputValue()
    await editor(page).fill(yaml.replace('# headers:', 'headers:'))
    await page.getByLabel(/^Secret “key”/).fill('s3cret-as-typed')
    await page.getByText('It can be read.').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(/\/sources\/sealed-list$/)
    expect(asked('/sources/sealed-list').at(-1)?.body).toEqual({ settings: { key: 's3cret-as-typed' } })
    expect(JSON.stringify(asked('/feeds/sealed-list'))).not.toContain('s3cret-as-typed')
    expect(await page.content()).not.toContain('s3cret-as-typed')
    await page.context().close()
  })

  test('a new feed never takes the place of another', async () => {
    const { page } = await stage.visit()
    await draft(page, 'Press')
    await page.getByRole('button', { name: /There is a feed called press already/ }).waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await page.context().close()
  })

  test('removing asks first', async () => {
    const { page } = await stage.visit()
    await draft(page, 'Short lived')
    await page.getByText('It can be read.').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'Edit the feed' }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove this feed?' })
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    await dialog.getByRole('button', { name: 'Remove the feed' }).click()
    await page.waitForURL(/\/sources$/)
    expect(asked('/feeds/short-lived').at(-1)?.method).toBe('DELETE')
    await page.context().close()
  })

  test('hostile rows stay inert in the preview, and a draft is not lost by a step aside', async () => {
    const { page, complaints } = await stage.visit(PHONE)
    await draft(page, 'Hostile list')
    await page.getByText('It works').waitFor()
    expect(await page.getByRole('region', { name: 'First rows' }).textContent()).toContain(HOSTILE.markup)
    expect(
      await evaluate(
        page,
        `document.querySelectorAll('main img, main script, main [onload], main a[href^="javascript:"]').length`,
      ),
    ).toBe(0)
    expect(await evaluate(page, 'window.harmed ?? 0')).toBe(0)
    expect(await evaluate(page, 'document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    await page.getByRole('link', { name: 'Overview' }).tap()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).tap()
    expect(await editor(page).inputValue()).toContain('id: hostile-list')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('the palette knows the way to a new feed, to what waits for a key, and to a source by name', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/'))
    await page.getByRole('heading', { name: 'Coming in' }).waitFor()
    const choose = async (text: string, option: RegExp): Promise<void> => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill(text)
      await page.getByRole('option', { name: option }).click()
    }
    await choose('add a', /Add a feed/)
    await page.waitForURL(/\/feeds\/new$/)
    await choose('connect', /Connect a source/)
    await page.waitForURL(/\/sources\?show=key$/)
    await choose('otx', /AlienVault OTX/)
    await page.waitForURL(/\/sources\/otx$/)
    await page.context().close()
  })
})
