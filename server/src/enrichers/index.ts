import type { Enricher } from '../kit/enricher.ts'
import { abuseipdbCheck } from './abuseipdb-check.ts'
import { asn } from './asn.ts'
import { circlHashlookup } from './circl-hashlookup.ts'
import { dns } from './dns.ts'
import { geoip } from './geoip.ts'
import { greynoiseCommunity } from './greynoise-community.ts'
import { hybridAnalysisLookup } from './hybrid-analysis-lookup.ts'
import { internetdb } from './internetdb.ts'
import { kevEpss } from './kev-epss.ts'
import { otxGeneral } from './otx-general.ts'
import { publicSuffixes } from './public-suffix.ts'
import { rdap } from './rdap.ts'
import { shodanHost } from './shodan-host.ts'
import { tlsCertificate } from './tls-certificate.ts'
import { urlscanSearch } from './urlscan-search.ts'
import { virustotalLookup } from './virustotal-lookup.ts'

/** Every enricher, in the order people see them: on this machine, without a key, with one. */
export const enrichers: readonly Enricher[] = [
  geoip,
  asn,
  publicSuffixes,
  dns,
  rdap,
  tlsCertificate,
  kevEpss,
  circlHashlookup,
  internetdb,
  greynoiseCommunity,
  urlscanSearch,
  otxGeneral,
  virustotalLookup,
  abuseipdbCheck,
  shodanHost,
  hybridAnalysisLookup,
]
