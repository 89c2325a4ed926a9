/** Zendesk's names of time zones, which are those of Rails, and what the tz database calls them. */
const ZONES: Readonly<Record<string, string>> = {
  UTC: 'Etc/UTC',
  Brasilia: 'America/Sao_Paulo',
  'Buenos Aires': 'America/Argentina/Buenos_Aires',
  Santiago: 'America/Santiago',
  Bogota: 'America/Bogota',
  Lima: 'America/Lima',
  'Mexico City': 'America/Mexico_City',
  'Pacific Time (US & Canada)': 'America/Los_Angeles',
  'Mountain Time (US & Canada)': 'America/Denver',
  'Central Time (US & Canada)': 'America/Chicago',
  'Eastern Time (US & Canada)': 'America/New_York',
  London: 'Europe/London',
  Lisbon: 'Europe/Lisbon',
  Dublin: 'Europe/Dublin',
  Madrid: 'Europe/Madrid',
  Paris: 'Europe/Paris',
  Berlin: 'Europe/Berlin',
  Rome: 'Europe/Rome',
  Amsterdam: 'Europe/Amsterdam',
  Bucharest: 'Europe/Bucharest',
  'New Delhi': 'Asia/Kolkata',
  Singapore: 'Asia/Singapore',
  Tokyo: 'Asia/Tokyo',
  Sydney: 'Australia/Sydney',
};

/** @returns the zone's name in the tz database; undefined for one that is not known here */
export function ianaZone(name: string): string | undefined {
  return Object.hasOwn(ZONES, name) ? ZONES[name] : undefined;
}
