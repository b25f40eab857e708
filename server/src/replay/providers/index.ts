import type { Protocol } from '../provider.ts'
import { malwarebazaar, threatfox, urlhaus, yaraify } from './abuse-ch.ts'
import { abuseipdb } from './abuseipdb.ts'
import { crowdsec } from './crowdsec.ts'
import { crowdstrike, crowdstrikeActors, crowdstrikeReports } from './crowdstrike.ts'
import { enricherProtocols } from './enrichers.ts'
import { ghsa } from './ghsa.ts'
import { greynoise } from './greynoise.ts'
import { hybridAnalysis } from './hybrid-analysis.ts'
import { maltrail } from './maltrail.ts'
import { misp, mispFeed } from './misp.ts'
import { nvd } from './nvd.ts'
import { otx } from './otx.ts'
import { pulsedive } from './pulsedive.ts'
import { shodan } from './shodan.ts'
import { urlscan } from './urlscan.ts'
import { virustotal } from './virustotal.ts'

/** Providers that do more than hand out files, by source or enricher. All others serve their samples as they are. */
export const protocols: Readonly<Record<string, Protocol>> = {
  ...enricherProtocols,
  abuseipdb,
  botvrij: { answer: mispFeed },
  'circl-osint': { answer: mispFeed },
  crowdsec,
  crowdstrike,
  'crowdstrike-actors': crowdstrikeActors,
  'crowdstrike-reports': crowdstrikeReports,
  ghsa,
  greynoise,
  'hybrid-analysis': hybridAnalysis,
  maltrail: { answer: maltrail },
  malwarebazaar,
  misp,
  nvd,
  otx: { answer: otx },
  pulsedive,
  shodan,
  threatfox,
  urlhaus,
  urlscan,
  virustotal,
  yaraify,
}
