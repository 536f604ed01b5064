import type { components, paths } from './schema'

// The server's own words for what it answers, under the names that the pages use.
type Schemas = components['schemas']

export type Me = Schemas['SessionsMe']
export type Role = Me['posts'][number]['role']
export type NewStaff = Schemas['AccountOpened']
export type NewPost = Schemas['AccountGiven']
export type Instance = Schemas['InstanceInstance']
export type Incident = Schemas['IncidentDetail']
export type IncidentRow = Schemas['IncidentRow']
export type Status = IncidentRow['status']
export type Privacy = IncidentRow['privacy']
export type TimelineEntry = Schemas['IncidentDetailTimelineEntry']
export type Step = Schemas['IncidentDetailStep']['name']
export type Handler = Schemas['HandlersCandidate']
export type Receipt = Schemas['ReportReceipt']
export type Answers = Schemas['StepAnswers']
export type Location = Schemas['ReportLocation']
export type Notice = Schemas['NoticeView']
export type Task = Schemas['MyTasksTask']
export type Report = Schemas['Report']
export type Party = NonNullable<Report['about']>['party']
export type Boundaries = Schemas['GroundFeatureCollection']
export type Filters = NonNullable<paths['/api/incidents']['get']['parameters']['query']>
export type RecordFilters = NonNullable<paths['/api/audit']['get']['parameters']['query']>
export type ResidentRow = Schemas['PersonRow']
export type ResidentFilters = NonNullable<paths['/api/residents']['get']['parameters']['query']>
export type Wanted = Schemas['PersonWanted']
export type CategoryContent = Schemas['CategoryContent']
export type CategoryDefinition = Schemas['CategoryDefinition']
export type CategoryTemplate = Schemas['CategoryTemplate']
export type Disclosure = Schemas['WaitingDisclosuresWaiting']

/** Who has a matter, in the form of any of the answers that tell it. */
export type Holder = Partial<Schemas['ReportReceiptHandler']>
