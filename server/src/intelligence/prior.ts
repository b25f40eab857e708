/** What an indicator of a type is worth before anybody is weighed. */
import type { IndicatorType } from '@keysguard/model'
import { BASE_LOG_ODDS } from './reliability.ts'

/**
 * Natural log-odds by type, around the base that grades are measured from. Lower where the innocent share the thing with the guilty:
 * addresses are reassigned and shared behind NAT and hosting; fingerprints, names and user agents collide with ordinary software.
 * Higher where the thing is one thing only: a file's hash, a full URL, a numbered vulnerability.
 */
const PRIORS: Readonly<Record<IndicatorType, number>> = {
  ipv4: -1,
  ipv6: -1,
  cidr: -1,
  asn: -1.4,
  domain: BASE_LOG_ODDS,
  url: -0.5,
  email: BASE_LOG_ODDS,
  md5: -0.3,
  sha1: -0.3,
  sha256: -0.3,
  sha512: -0.3,
  ssdeep: BASE_LOG_ODDS,
  tlsh: BASE_LOG_ODDS,
  imphash: -1.4,
  ja3: -1.4,
  ja3s: -1.4,
  jarm: -1.4,
  certificate: -0.5,
  cve: 0,
  mac: -1,
  btc: BASE_LOG_ODDS,
  eth: BASE_LOG_ODDS,
  xmr: BASE_LOG_ODDS,
  filename: -1.4,
  filepath: -1,
  regkey: -1,
  mutex: BASE_LOG_ODDS,
  useragent: -1.4,
  yara: BASE_LOG_ODDS,
}

export const priorLogOdds = (type: IndicatorType): number => PRIORS[type]
