import { answer, type Provider } from '../provider.ts'

/** A folder of files, each at its path. */
export const maltrail: Provider = ({ path }, stage) => {
  const file = /^[a-z]+\/([\w-]+\.txt)$/.exec(path)?.[1]
  return file === undefined ? answer('404: Not Found\n', 404) : answer(stage.sample(file))
}
