export const SourcePage = () => <p>SourcePage</p>
