export const IndicatorPage = () => <p>IndicatorPage</p>
