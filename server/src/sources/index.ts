import type { Source } from '../kit/source.ts'
import { abuseipdb } from './abuseipdb.ts'
import { bambenek } from './bambenek.ts'
import { binaryDefense } from './binary-defense.ts'
import { blocklistDe } from './blocklist-de.ts'
import { botvrij } from './botvrij.ts'
import { bruteforceblocker } from './bruteforceblocker.ts'
import { c2intelfeeds } from './c2intelfeeds.ts'
import { certPl } from './cert-pl.ts'
import { cinsArmy } from './cins-army.ts'
import { circlOsint } from './circl-osint.ts'
import { cisaKev } from './cisa-kev.ts'
import { crowdsec } from './crowdsec.ts'
import { crowdstrike } from './crowdstrike.ts'
import { crowdstrikeActors } from './crowdstrike-actors.ts'
import { crowdstrikeReports } from './crowdstrike-reports.ts'
import { dataplane } from './dataplane.ts'
import { dshield } from './dshield.ts'
import { emergingBlock } from './emerging-block.ts'
import { emergingThreats } from './emerging-threats.ts'
import { epss } from './epss.ts'
import { feodo } from './feodo.ts'
import { firehol } from './firehol.ts'
import { ghsa } from './ghsa.ts'
import { greensnow } from './greensnow.ts'
import { greynoise } from './greynoise.ts'
import { hybridAnalysis } from './hybrid-analysis.ts'
import { ipsum } from './ipsum.ts'
import { maltrail } from './maltrail.ts'
import { malwarebazaar } from './malwarebazaar.ts'
import { misp } from './misp.ts'
import { mitreAttack } from './mitre-attack.ts'
import { nvd } from './nvd.ts'
import { openphish } from './openphish.ts'
import { osv } from './osv.ts'
import { otx } from './otx.ts'
import { phishingDatabase } from './phishing-database.ts'
import { phishtank } from './phishtank.ts'
import { phishunt } from './phishunt.ts'
import { pulsedive } from './pulsedive.ts'
import { ransomwareLive } from './ransomware-live.ts'
import { shodan } from './shodan.ts'
import { shodanFacets } from './shodan-facets.ts'
import { spamhausDrop } from './spamhaus-drop.ts'
import { sslbl } from './sslbl.ts'
import { stopforumspam } from './stopforumspam.ts'
import { threatfox } from './threatfox.ts'
import { threatview } from './threatview.ts'
import { torExits } from './tor-exits.ts'
import { torExitsV6 } from './tor-exits-v6.ts'
import { turris } from './turris.ts'
import { tweetfeed } from './tweetfeed.ts'
import { urlhaus } from './urlhaus.ts'
import { urlscan } from './urlscan.ts'
import { viriback } from './viriback.ts'
import { virustotal } from './virustotal.ts'
import { vxvault } from './vxvault.ts'
import { yaraify } from './yaraify.ts'

/** Every source there is. A new one is a file beside these and a line here. */
export const sources: readonly Source[] = [
  cisaKev,
  feodo,
  urlhaus,
  threatfox,
  openphish,
  spamhausDrop,
  dshield,
  blocklistDe,
  torExits,
  torExitsV6,
  cinsArmy,
  emergingThreats,
  ipsum,
  otx,
  phishtank,
  misp,
  circlOsint,
  botvrij,
  ransomwareLive,
  epss,
  nvd,
  ghsa,
  osv,
  mitreAttack,
  malwarebazaar,
  yaraify,
  sslbl,
  vxvault,
  tweetfeed,
  maltrail,
  viriback,
  c2intelfeeds,
  threatview,
  bambenek,
  phishunt,
  phishingDatabase,
  certPl,
  bruteforceblocker,
  greensnow,
  binaryDefense,
  dataplane,
  turris,
  stopforumspam,
  firehol,
  emergingBlock,
  abuseipdb,
  virustotal,
  shodan,
  shodanFacets,
  hybridAnalysis,
  crowdstrike,
  crowdstrikeActors,
  crowdstrikeReports,
  greynoise,
  crowdsec,
  urlscan,
  pulsedive,
]
