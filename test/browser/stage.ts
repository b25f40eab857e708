/** What every browser test stands on: the dashboard built from source, the fixture's API, a browser, and an ear for complaints. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromiumPath, launchChromium } from './chromium.ts'
import { type FixtureApi, PASSWORD, startFixtureApi } from './fixture-api.ts'

const DASHBOARD = fileURLToPath(new URL('../../dashboard/', import.meta.url))
const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url))

export const LOGIN = { account: 'admin', password: PASSWORD } as const
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

export interface Visit {
  readonly page: Page
  /** Console errors, uncaught exceptions, dialogs and violations of the content security policy. */
  readonly complaints: string[]
}

export interface Stage {
  readonly api: FixtureApi
  /** A fresh browser context; signed in unless told otherwise. */
  visit(options?: BrowserContextOptions & { readonly signedIn?: false }): Promise<Visit>
  close(): Promise<void>
}

/** True where there is no Chromium: says why once, so that a skipped suite is no surprise. */
export const noChromium = (): boolean => {
  if (chromiumPath() !== null) return false
  console.warn('Browser tests are skipped: no Chromium at /usr/bin/chromium, and KEYSGUARD_CHROMIUM is not set.')
  return true
}

const listenTo = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(`uncaught: ${error.message}`))
  page.on('dialog', dialog => {
    // "Leave site?" after unsaved changes: meant.
    if (dialog.type() === 'beforeunload') return void dialog.accept()
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return complaints
}

const visitOf = async (
  browser: Browser,
  baseUrl: string,
  options: BrowserContextOptions & { signedIn?: false },
): Promise<Visit> => {
  const { signedIn = true, ...context } = options
  const page = await (await browser.newContext({ ...DESKTOP, reducedMotion: 'reduce', ...context })).newPage()
  if (signedIn) await page.request.post(`${baseUrl}/api/v1/session`, { data: LOGIN, headers: { 'x-keysguard': '1' } })
  page.setDefaultTimeout(15_000)
  return { page, complaints: listenTo(page) }
}

export const setStage = async (): Promise<Stage> => {
  const dist = await mkdtemp(join(tmpdir(), 'keysguard-dashboard-'))
  await promisify(execFile)(process.execPath, [VITE, 'build', '--outDir', dist, '--logLevel', 'error'], {
    cwd: DASHBOARD,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const api = await startFixtureApi(dist)
  const browser = await launchChromium()
  return {
    api,
    visit: (options = {}) => visitOf(browser, api.baseUrl, options),
    close: async () => {
      await browser.close()
      await api.close()
      await rm(dist, { recursive: true, force: true })
    },
  }
}
