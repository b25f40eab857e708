/** Reports in the dashboard: added, read as text only, reviewed by keys. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE } from './hostile.ts'
import { evaluate } from './pages.ts'
import { noChromium, PHONE, type Stage, setStage } from './stage.ts'

const REPORT = '1'.padStart(32, '0')
const HARMFUL = '2'.padStart(32, '0')

describe.skipIf(noChromium())('reports', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  const open = async (page: Page, id: string): Promise<void> => {
    await page.goto(`${stage.api.baseUrl}/reports/${id}`)
    await page.getByRole('region', { name: 'Findings' }).waitFor()
  }
  const orders = (): unknown[] => stage.api.asked.filter(({ path }) => path.endsWith('/review')).map(({ body }) => body)
  /** What is looked at, in the list and in the text. */
  const current = async (page: Page): Promise<readonly [string, string]> => {
    const line = await page.getByRole('region', { name: 'Findings' }).locator('button[aria-current]').textContent()
    const mark = await page.locator('mark[aria-current]').first().textContent()
    return [line ?? '', mark ?? '']
  }
  const shownOnScreen = (page: Page, selector: string): Promise<unknown> =>
    evaluate(
      page,
      `(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.querySelector('${selector}').getBoundingClientRect())`,
    )

  test('are reviewed by one key an item, in list and text at once, and taken back', async () => {
    const { page, complaints } = await stage.visit()
    await open(page, REPORT)
    expect((await current(page))[1]).toBe('billing[.]evil-sample[.]com')
    await page.keyboard.press('a')
    await page.keyboard.press('r')
    expect((await current(page))[1]).toBe('203[.]0[.]113[.]66')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect((await current(page))[1]).toMatch(/^44d88612/)
    expect(await shownOnScreen(page, 'mark[aria-current]')).toBe(true)
    expect(await shownOnScreen(page, 'button[aria-current]')).toBe(true)
    await page.keyboard.press('k')
    await page.keyboard.press('k')
    await page.keyboard.press('Shift+A')
    expect((await current(page))[1]).toBe('CVE-2025-20002')
    await page.getByRole('status').getByText('5 to review').waitFor({ state: 'attached' })
    await page.keyboard.press('u')
    await page.getByRole('status').getByText('7 to review').waitFor({ state: 'attached' })
    expect(orders()).toEqual([
      { decision: 'accept', findings: [1] },
      { decision: 'reject', findings: [2] },
      { decision: 'accept', kind: 'indicator' },
    ])
    expect((await current(page))[1]).toBe('203[.]0[.]113[.]66')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('keep what was decided when the server refuses, as the server has it', async () => {
    const { page } = await stage.visit()
    await page.route('**/review', route =>
      route.fulfill({
        status: 409,
        json: { type: 'x', title: 'x', status: 409, code: 'conflict', detail: 'It can be no indicator.', todo: 'Leave it.' },
      }),
    )
    await open(page, HARMFUL)
    await page.keyboard.press('a')
    await page.getByRole('alert').getByText('It can be no indicator.').waitFor()
    await page.getByRole('status').getByText('9 to review').waitFor({ state: 'attached' })
    await page.context().close()
  })

  test('are only read: text that would be markup, script or a link stays text', async () => {
    const { page, complaints } = await stage.visit()
    await open(page, HARMFUL)
    const text = page.getByRole('region', { name: 'Text of the report' })
    expect(await text.textContent()).toContain(HOSTILE.markup)
    expect(await text.textContent()).toContain('invoice‹U+202E›fdp.exe')
    expect(await text.locator('a, img, script').count()).toBe(0)
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0)
    expect(await evaluate(page, 'window.harmed ?? 0')).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('cannot be changed by who may only read', async () => {
    const { page } = await stage.visit()
    await page.route('**/api/v1/session', route => route.fulfill({ json: { account: 'eve', role: 'viewer', expiresAt: null } }))
    await open(page, HARMFUL)
    const before = stage.api.asked.length
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    await page.keyboard.press('u')
    expect((await current(page))[1]).toMatch(/^hxxps/)
    expect(await page.getByRole('button', { name: /Accept|Reject|Undo|Edit|Remove/ }).count()).toBe(0)
    await page.goto(`${stage.api.baseUrl}/reports`)
    await page.getByRole('list', { name: 'Reports' }).waitFor()
    expect(await page.getByRole('region', { name: 'Add a report' }).count()).toBe(0)
    expect(stage.api.asked.length).toBe(before)
    await page.context().close()
  })

  test('are added as files, each with what came of it, and as pasted text', async () => {
    const { page } = await stage.visit()
    await page.goto(`${stage.api.baseUrl}/reports`)
    await page.getByLabel('Files of reports').setInputFiles([
      { name: 'sealed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Seen: 203[.]0[.]113[.]66') },
    ])
    const files = page.getByRole('list', { name: 'Files' })
    await files.getByText('The PDF is encrypted.').waitFor()
    await files.getByText('1 finding').waitFor()
    await page.getByRole('button', { name: 'Paste a text' }).click()
    await page.getByLabel('Text', { exact: true }).fill('Amber Heron again, with Remcos.')
    await page.getByLabel('Title', { exact: true }).fill('Amber Heron again')
    await page.getByRole('button', { name: 'Add the report' }).click()
    await page.getByRole('heading', { name: 'Amber Heron again' }).waitFor()
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('Title').fill('Amber Heron, once more')
    await page.getByLabel('Marking').selectOption('green')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Amber Heron, once more' }).waitFor()
    expect(stage.api.asked.at(-1)?.body).toMatchObject({ title: 'Amber Heron, once more', tlp: 'green' })
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Remove the report' }).click()
    await page.getByRole('list', { name: 'Reports' }).waitFor()
    expect(await page.getByText('Amber Heron, once more').count()).toBe(0)
    await page.context().close()
  })

  test('show on a phone one of text and findings, and nothing sticks out', async () => {
    const { page } = await stage.visit(PHONE)
    await open(page, REPORT)
    await page.getByRole('button', { name: 'Text', exact: true }).click()
    await page.getByRole('region', { name: 'Text of the report' }).waitFor()
    expect(await page.getByRole('region', { name: 'Findings' }).count()).toBe(0)
    expect(await evaluate(page, 'document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    await page.context().close()
  })
})
