import type { Protocol } from '../provider.ts'
import { malwarebazaar, threatfox, urlhaus, yaraify } from './abuse-ch.ts'
import { enricherProtocols } from './enrichers.ts'
import { ghsa } from './ghsa.ts'
import { maltrail } from './maltrail.ts'
import { misp, mispFeed } from './misp.ts'
import { nvd } from './nvd.ts'
import { otx } from './otx.ts'

/** Providers that do more than hand out files, by source or enricher. All others serve their samples as they are. */
export const protocols: Readonly<Record<string, Protocol>> = {
  ...enricherProtocols,
  botvrij: { answer: mispFeed },
  'circl-osint': { answer: mispFeed },
  ghsa,
  maltrail: { answer: maltrail },
  malwarebazaar,
  misp,
  nvd,
  otx: { answer: otx },
  threatfox,
  urlhaus,
  yaraify,
}
