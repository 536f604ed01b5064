export const REPORT_STEPS = ['what', 'where', 'category', 'privacy', 'about', 'contact', 'check'] as const
export type ReportStep = (typeof REPORT_STEPS)[number]

/** On which page a field that the server refused is asked. */
export function stepOfField(field: string): ReportStep {
  if (field.startsWith('location')) return 'where'
  if (field.startsWith('contact')) return 'contact'
  if (field.startsWith('about')) return 'about'
  if (field.startsWith('privacy')) return 'privacy'
  if (field === 'type' || field === 'category') return 'category'
  return field === 'description' || field.startsWith('photos') ? 'what' : 'check'
}
