/** Every page of the dashboard, and how a person gets there: for pictures and for the checks that hold on all of them. */
import type { Page } from 'playwright-core'

/** Who signs in for the pictures. */
export interface Login {
  readonly account: string
  readonly password: string
}

/** Every page by name, with how to get there from anywhere; each ends when the page has its data. Ids come from the first result, whatever the data. */
export const PAGES: Readonly<Record<string, (page: Page, baseUrl: string) => Promise<unknown>>> = {
  overview: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/`)
    await page.getByRole('heading', { name: 'Top risks' }).waitFor()
  },
  indicators: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/indicators`)
    await firstRow(page).waitFor()
  },
  drawer: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/indicators`)
    await firstRow(page).click()
    await page.getByRole('complementary', { name: 'Details' }).getByRole('heading', { name: 'Why this score' }).waitFor()
  },
  'query-error': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/indicators?q=${encodeURIComponent('type:url colour:red')}`)
    await page.locator('[data-caret]').waitFor()
  },
  empty: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/indicators?q=nothing-is-called-this`)
    await page.getByText('Nothing matches').waitFor()
  },
  indicator: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/indicators`)
    const open = new URL((await firstRow(page).getAttribute('href')) ?? '/', baseUrl).searchParams.get('open')
    await page.goto(`${baseUrl}/indicators/${open}`)
    await page.getByRole('heading', { name: 'Why this score' }).waitFor()
  },
  enrichment: async (page, baseUrl) => {
    await PAGES.indicator?.(page, baseUrl)
    const panel = page.getByRole('region', { name: 'Enrichment' })
    await panel.getByRole('listitem').first().waitFor()
    await panel.evaluate(element => element.scrollIntoView())
  },
  links: async (page, baseUrl) => {
    await PAGES.indicator?.(page, baseUrl)
    const panel = page.getByRole('region', { name: 'Links' })
    await panel.getByRole('listitem').first().waitFor()
    await panel.evaluate(element => element.scrollIntoView())
  },
  linked: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/links/domain/evil-sample.com`)
    await page.getByRole('listitem').first().waitFor()
  },
  verdict: async (page, baseUrl) => {
    await PAGES.indicator?.(page, baseUrl)
    const panel = page.getByRole('region', { name: 'Verdict' })
    await panel.getByRole('button').first().waitFor()
    await panel.evaluate(element => element.scrollIntoView())
  },
  protection: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/protection`)
    await page
      .getByRole('button', { name: /^Switch off/ })
      .first()
      .waitFor()
  },
  scoring: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/scoring`)
    await page.getByRole('button', { name: 'Step back' }).waitFor()
  },
  'scoring-change': async (page, baseUrl) => {
    await PAGES.scoring?.(page, baseUrl)
    await page.getByRole('button', { name: 'Half-life: malware URL' }).click()
    await page.getByLabel('Half-life in days').fill('12')
    await page.getByRole('region', { name: 'How right each source is' }).getByRole('button').first().click()
    await page.getByText('A fresh report of it alone').waitFor()
  },
  threats: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/threats`)
    await page.getByRole('main').getByRole('listitem').first().waitFor()
  },
  threat: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/threats`)
    await page.getByRole('main').getByRole('listitem').first().getByRole('link').click()
    await page.getByRole('heading', { name: 'What ties them' }).waitFor()
  },
  entities: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/entities`)
    await page.getByRole('list', { name: 'Entities' }).getByRole('listitem').first().waitFor()
  },
  'entities-none': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/entities?q=nobody-is-called-this`)
    await page.getByText('Nothing goes by this name').waitFor()
  },
  same: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/entities?show=same`)
    await page.getByRole('region', { name: 'May be the same' }).waitFor()
  },
  entity: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/entities?kind=actor`)
    const href = await page.getByRole('list', { name: 'Entities' }).getByRole('link').first().getAttribute('href')
    await page.goto(`${baseUrl}${href}`)
    await page.getByRole('heading', { name: 'Facts' }).waitFor()
  },
  vulnerability: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/entities?kind=vulnerability`)
    const href = await page.getByRole('list', { name: 'Entities' }).getByRole('link').first().getAttribute('href')
    await page.goto(`${baseUrl}${href}`)
    await page.getByRole('heading', { name: 'Facts' }).waitFor()
  },
  reports: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/reports`)
    await page.getByRole('list', { name: 'Reports' }).getByRole('listitem').first().waitFor()
  },
  'reports-add': async (page, baseUrl) => {
    await PAGES.reports?.(page, baseUrl)
    await page.getByRole('button', { name: 'Paste a text' }).click()
    await page.getByLabel('Text', { exact: true }).waitFor()
  },
  'reports-none': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/reports?q=nothing-is-called-this`)
    await page.getByText('No report is called so').waitFor()
  },
  report: async (page, baseUrl) => {
    await PAGES.reports?.(page, baseUrl)
    await page.getByRole('list', { name: 'Reports' }).getByRole('link').first().click()
    await page.getByRole('region', { name: 'Findings' }).waitFor()
  },
  'report-text': async (page, baseUrl) => {
    await PAGES.report?.(page, baseUrl)
    const pane = page.getByRole('button', { name: 'Text', exact: true })
    if (await pane.isVisible()) await pane.click()
    await page.locator('mark').first().waitFor()
  },
  rules: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/rules`)
    await page.getByRole('region', { name: 'All rules' }).getByRole('listitem').first().waitFor()
  },
  rule: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/rules/independent_sources_agree`)
    await page.getByText('come out as they should').waitFor()
  },
  enrichers: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/enrichers`)
    await page.getByRole('heading', { name: 'On this machine' }).waitFor()
  },
  enricher: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/enrichers/virustotal-lookup`)
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
  },
  sources: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources`)
    await sourceLinks(page).first().waitFor()
  },
  source: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources`)
    await sourceLinks(page).first().click()
    await page.getByRole('region', { name: 'Ledger of runs' }).waitFor()
  },
  quality: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources/quality`)
    await page.getByRole('table', { name: /^Share of what/ }).waitFor()
  },
  'source-quality': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources/feodo?view=quality`)
    await page.getByRole('heading', { name: 'Beside the others' }).waitFor()
  },
  'sources-key': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources?show=key`)
    await sourceLinks(page).first().waitFor()
  },
  'source-settings': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources/otx`)
    await page.getByRole('button', { name: 'Try' }).waitFor()
  },
  'source-trial': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources/feodo?view=settings`)
    await page.getByRole('button', { name: 'Try' }).click()
    await page.getByText(/^It (works|does not work)$/).waitFor()
  },
  'feed-new': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/feeds/new`)
    await page.getByRole('button', { name: 'Draft it' }).waitFor()
  },
  'feed-editor': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/feeds/new`)
    await page.getByLabel('Name').fill('Partner list')
    await page.getByLabel('Address').fill('https://partner.example/list.csv')
    await page.getByRole('button', { name: 'Draft it' }).click()
    const yaml = page.getByLabel('The feed, in YAML')
    await yaml.waitFor()
    await page.getByText(/^It (works|does not work)$/).waitFor()
    await yaml.fill(`${await yaml.inputValue()}colour: red\n`)
    await page.getByText('1 thing to correct').waitFor()
  },
  palette: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources`)
    await sourceLinks(page).first().waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('203[.]0[.]113[.]66')
    await page.getByRole('option', { name: /verdict/i }).waitFor()
  },
  shortcuts: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources`)
    await sourceLinks(page).first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  },
  'not-found': async (page, baseUrl) => {
    await page.goto(`${baseUrl}/nowhere`)
    await page.getByRole('heading', { name: 'Nothing is logged here' }).waitFor()
  },
}

const sourceLinks = (page: Page) => page.locator('main a[data-source]')
const firstRow = (page: Page) => page.locator('main a[href*="open="]').first()

/** Signs in through the page, as a person does. */
export const signInOn = async (page: Page, baseUrl: string, { account, password }: Login): Promise<void> => {
  await page.goto(`${baseUrl}/login`)
  await page.getByLabel('Account').fill(account)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(url => url.pathname !== '/login')
}

/** Fonts are in and nothing is loading. The event stream never ends, so "network idle" cannot be asked for. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' })
  await evaluate(page, 'document.fonts.ready.then(() => new Promise(requestAnimationFrame))')
}

/** The value of an expression in the page. By the debugger's way, because the page's own policy forbids eval. */
export const evaluate = async (page: Page, expression: string): Promise<unknown> => {
  const session = await page.context().newCDPSession(page)
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}
