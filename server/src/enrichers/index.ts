import type { Enricher } from '../kit/enricher.ts'
import { asn } from './asn.ts'
import { geoip } from './geoip.ts'
import { internetdb } from './internetdb.ts'
import { publicSuffixes } from './public-suffix.ts'

/** Every enricher, in the order people see them. */
export const enrichers: readonly Enricher[] = [geoip, asn, publicSuffixes, internetdb]
