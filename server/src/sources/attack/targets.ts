/** Whom a group or a campaign is said to target: sectors, countries and regions named in the sentences that speak of victims. */

/** Country or region, as it is kept, with the words for it. Adjectives only where they hardly ever name the attacker. */
const PLACES: Readonly<Record<string, string>> = {
  Afghanistan: 'Afghan',
  Albania: 'Albanian',
  Armenia: '',
  Australia: 'Australian',
  Austria: '',
  Azerbaijan: '',
  Bahrain: '',
  Bangladesh: '',
  Belarus: '',
  Belgium: '',
  Brazil: 'Brazilian',
  Cambodia: '',
  Canada: 'Canadian',
  Chile: '',
  China: '',
  Colombia: 'Colombian',
  Cuba: '',
  Cyprus: '',
  Czechia: 'Czech Republic',
  Denmark: '',
  Ecuador: '',
  Egypt: '',
  Estonia: '',
  Finland: '',
  France: 'French',
  Georgia: 'Georgian',
  Germany: 'German',
  Greece: 'Greek',
  'Hong Kong': '',
  Hungary: '',
  India: 'Indian',
  Indonesia: '',
  Iran: '',
  Iraq: '',
  Ireland: '',
  Israel: 'Israeli',
  Italy: 'Italian',
  Japan: 'Japanese',
  Jordan: '',
  Kazakhstan: '',
  Kenya: '',
  Kuwait: '',
  Kyrgyzstan: '',
  Laos: '',
  Latvia: '',
  Lebanon: '',
  Lithuania: '',
  Malaysia: '',
  Mexico: 'Mexican',
  Moldova: '',
  Mongolia: 'Mongolian',
  Montenegro: '',
  Morocco: '',
  Myanmar: 'Burma',
  Nepal: '',
  Netherlands: 'Dutch',
  'North Korea': '',
  Norway: '',
  Oman: '',
  Pakistan: 'Pakistani',
  Palestine: 'Palestinian',
  Peru: '',
  Philippines: 'Filipino',
  Poland: 'Polish',
  Portugal: '',
  Qatar: '',
  Romania: '',
  Russia: '',
  'Saudi Arabia': 'Saudi',
  Serbia: '',
  Singapore: '',
  Slovakia: '',
  'South Africa': '',
  'South Korea': 'South Korean',
  Spain: 'Spanish',
  'Sri Lanka': '',
  Sweden: 'Swedish',
  Switzerland: 'Swiss',
  Syria: 'Syrian',
  Taiwan: 'Taiwanese',
  Tajikistan: '',
  Thailand: 'Thai',
  Tibet: 'Tibetan',
  Tunisia: '',
  Turkey: 'Turkish|Türkiye',
  Turkmenistan: '',
  Ukraine: 'Ukrainian',
  'United Arab Emirates': 'UAE',
  'United Kingdom': 'UK|British',
  'United States': 'US|USA|American',
  Uzbekistan: '',
  Venezuela: '',
  Vietnam: 'Vietnamese',
  Yemen: '',
  'Middle East': 'Middle Eastern',
  'Southeast Asia': 'Southeast Asian',
  'South Asia': 'South Asian',
  'East Asia': 'East Asian',
  'Central Asia': 'Central Asian',
  Asia: 'Asian',
  Europe: 'European|European Union|EU',
  Africa: 'African',
  'Latin America': 'South America|Central America',
  'North America': '',
  NATO: '',
}

const SECTORS: readonly (readonly [sector: string, words: RegExp])[] = [
  ['Government', /\b(?:governments?|governmental|ministr(?:y|ies)|public sector|federal)\b/i],
  ['Military and defence', /\b(?:militar(?:y|ies)|defen[cs]e|army|armies)\b/i],
  ['Finance', /\b(?:financial?|banks?|banking|insurance)\b/i],
  ['Cryptocurrency', /\b(?:cryptocurrenc(?:y|ies)|blockchain)\b/i],
  ['Energy', /\b(?:energy|oil|petrochemical|electric|power grid|utilities)\b/i],
  ['Telecommunications', /\btelecom/i],
  ['Aerospace', /\b(?:aerospace|aviation|airlines?|satellites?)\b/i],
  ['Health', /\b(?:health ?care|health|medical|hospitals?|pharmaceuticals?|biotechnology)\b/i],
  ['Education', /\b(?:universit(?:y|ies)|academi[ac]s?|educational?|schools?)\b/i],
  ['Research', /\b(?:research|think tanks?)\b/i],
  ['Technology', /\b(?:technology|software|IT services|managed service)\b/i],
  ['Media', /\b(?:media|journalists?|news)\b/i],
  ['Civil society', /\b(?:NGOs?|non-?governmental|non-?profits?|human rights|activists?|dissidents?)\b/i],
  ['Manufacturing', /\b(?:manufactur\w*|automotive|chemical)\b/i],
  ['Maritime', /\b(?:maritime|shipping|naval)\b/i],
  ['Transport', /\b(?:transport\w*|logistics?)\b/i],
  ['Hospitality', /\b(?:hospitality|hotels?|restaurants?|travel)\b/i],
  ['Retail', /\b(?:retail|point[- ]of[- ]sale|e-commerce)\b/i],
  ['Gaming', /\b(?:gaming|games?|casinos?)\b/i],
  ['Legal', /\b(?:legal|law firms?)\b/i],
  ['Engineering', /\b(?:engineering|construction)\b/i],
  ['Diplomacy', /\b(?:diploma\w*|embass\w*|foreign affairs)\b/i],
  ['Water', /\bwater\b/i],
  ['Critical infrastructure', /\bcritical infrastructure\b/i],
  ['Religious organisations', /\b(?:religious|catholic)\b/i],
]

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(PLACES).flatMap(([place, words]) =>
    [place, ...words.split('|')].filter(word => word !== '').map((word): [string, string] => [word, place]),
  ),
)
const PLACE = new RegExp(`\\b(?:${[...NAMES.keys()].sort((a, b) => b.length - a.length).join('|')})\\b`, 'g')
const VICTIMS = /\b(?:target\w*|victims?|against|compromis\w*|organi[sz]ations|attack\w*)\b/i
/** What follows a place that names the attacker. */
const ORIGIN = /^(?:-based|-nexus|-linked|-aligned| state| threat|'s (?:Main|Ministry|Foreign|General|Islamic))/
const BEFORE_ORIGIN =
  /(?:attributed to|Republic of|sponsored by|linked to|behalf of|based in|operating out of|located in) (?:the )?$/
const CITATION = /\(Citation: ([^()]*(?:\([^()]*\)[^()]*)*)\)/g

/** Names of the reports a text cites in ATT&CK's manner. */
export const citationsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(CITATION)].map(match => (match[1] ?? '').trim()).filter(name => name !== '')),
]

/** A text without citations and links: `[name](address)` is its name. */
export const plainText = (text: string): string =>
  text
    .replace(CITATION, '')
    .replace(/\[([^\][]*)\]\([^()\s]*\)/g, '$1')
    .replace(/<\/?code>/g, '')
    .replace(/ +/g, ' ')
    .trim()

/** Sentences with the citations behind them. */
const sentencesOf = (text: string): string[] => text.split(/(?<=\.(?:\s*\(Citation: [^)]*\))*)\s+(?=[[A-Z])/)

/** Each sector and place once, with the reports that say so. */
export const targetsIn = (description: string): { readonly to: string; readonly citations: string[] }[] => {
  const found = new Map<string, Set<string>>()
  const text = description.replace(/\bU\.S\./g, 'US').replace(/\bU\.K\./g, 'UK')
  for (const sentence of sentencesOf(text)) {
    const plain = plainText(sentence)
    if (!VICTIMS.test(plain)) continue
    const citations = citationsIn(sentence)
    const note = (target: string): void => {
      const known = found.get(target) ?? new Set()
      for (const citation of citations) known.add(citation)
      found.set(target, known)
    }
    for (const match of plain.matchAll(PLACE)) {
      const origin = ORIGIN.test(plain.slice(match.index + match[0].length)) || BEFORE_ORIGIN.test(plain.slice(0, match.index))
      if (!origin) note(NAMES.get(match[0]) ?? match[0])
    }
    for (const [sector, words] of SECTORS) if (words.test(plain)) note(sector)
  }
  return [...found].map(([to, citations]) => ({ to, citations: [...citations] }))
}
