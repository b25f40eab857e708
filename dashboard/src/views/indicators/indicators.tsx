export const IndicatorsPage = () => <p>IndicatorsPage</p>
