/** Where package registries serve what they are asked for: the addresses that a machine contacts when it installs a package. */

interface Registry {
  /** Of a package, all its versions. */
  readonly index?: (name: string) => string
  readonly file?: (name: string, version: string) => string
}

const path = (name: string): string => name.split('/').map(encodeURIComponent).join('/')

/** npm serves `@scope/name` as it is written, and names the file by what follows the scope. */
const unscoped = (name: string): string => name.split('/').at(-1) ?? name

/** Python names are the same in all spellings (PEP 503). */
const normalised = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-')

const REGISTRIES: Readonly<Record<string, Registry>> = {
  npm: {
    index: name => `https://registry.npmjs.org/${path(name).replaceAll('%40', '@')}`,
    file: (name, version) =>
      `https://registry.npmjs.org/${path(name).replaceAll('%40', '@')}/-/${encodeURIComponent(unscoped(name))}-${encodeURIComponent(version)}.tgz`,
  },
  PyPI: { index: name => `https://pypi.org/simple/${encodeURIComponent(normalised(name))}/` },
  RubyGems: {
    file: (name, version) => `https://rubygems.org/gems/${encodeURIComponent(name)}-${encodeURIComponent(version)}.gem`,
  },
  'crates.io': {
    file: (name, version) => {
      const crate = encodeURIComponent(name)
      return `https://static.crates.io/crates/${crate}/${crate}-${encodeURIComponent(version)}.crate`
    },
  },
  NuGet: {
    index: name => `https://api.nuget.org/v3-flatcontainer/${encodeURIComponent(name.toLowerCase())}/index.json`,
    file: (name, version) => {
      const [id, number] = [encodeURIComponent(name.toLowerCase()), encodeURIComponent(version.toLowerCase())]
      return `https://api.nuget.org/v3-flatcontainer/${id}/${number}/${id}.${number}.nupkg`
    },
  },
}

const registryOf = (ecosystem: string): Registry | undefined =>
  Object.hasOwn(REGISTRIES, ecosystem) ? REGISTRIES[ecosystem] : undefined

/** Where all versions of a package are listed, or undefined where the registry has no such address. */
export const indexOf = (ecosystem: string, name: string): string | undefined => registryOf(ecosystem)?.index?.(name)

/** Where the file of a version is, or undefined where its address does not follow from the name. */
export const fileOf = (ecosystem: string, name: string, version: string): string | undefined =>
  registryOf(ecosystem)?.file?.(name, version)
