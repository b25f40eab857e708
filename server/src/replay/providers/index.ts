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
import { osv } from './osv.ts'
import { otx } from './otx.ts'
import { pulsedive } from './pulsedive.ts'
import { shodan, shodanFacets } from './shodan.ts'
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
  osv,
  otx: { answer: otx },
  pulsedive,
  shodan,
  'shodan-facets': shodanFacets,
  threatfox,
  urlhaus,
  urlscan,
  virustotal,
  yaraify,
}
