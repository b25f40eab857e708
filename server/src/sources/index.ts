import type { Source } from '../kit/source.ts'
import { blocklistDe } from './blocklist-de.ts'
import { botvrij } from './botvrij.ts'
import { cinsArmy } from './cins-army.ts'
import { circlOsint } from './circl-osint.ts'
import { cisaKev } from './cisa-kev.ts'
import { dshield } from './dshield.ts'
import { emergingThreats } from './emerging-threats.ts'
import { epss } from './epss.ts'
import { feodo } from './feodo.ts'
import { ghsa } from './ghsa.ts'
import { ipsum } from './ipsum.ts'
import { misp } from './misp.ts'
import { mitreAttack } from './mitre-attack.ts'
import { nvd } from './nvd.ts'
import { openphish } from './openphish.ts'
import { otx } from './otx.ts'
import { phishtank } from './phishtank.ts'
import { ransomwareLive } from './ransomware-live.ts'
import { spamhausDrop } from './spamhaus-drop.ts'
import { threatfox } from './threatfox.ts'
import { torExits } from './tor-exits.ts'
import { urlhaus } from './urlhaus.ts'

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
  mitreAttack,
]
