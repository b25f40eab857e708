export const SourcesPage = () => <p>SourcesPage</p>
