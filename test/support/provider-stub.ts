/** A provider on this machine for feeds that tests declare: it answers by path, and remembers what it was asked. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StubRequest {
  readonly url: URL
  readonly method: string
  readonly headers: IncomingHttpHeaders
}

export interface StubAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | object
}

export interface ProviderStub {
  readonly url: string
  readonly asked: StubRequest[]
  close(): Promise<void>
}

export const startProvider = async (
  answers: Readonly<Record<string, (request: StubRequest) => StubAnswer>>,
): Promise<ProviderStub> => {
  const asked: StubRequest[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const one = { url, method: request.method ?? 'GET', headers: request.headers }
    asked.push(one)
    const { status = 200, headers = {}, body } = answers[url.pathname]?.(one) ?? { status: 404, body: 'nothing here' }
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
