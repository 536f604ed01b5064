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
export type Assistance = Schemas['AssistancesView']
export type NewAssistance = Schemas['AssistanceAsking']
export type RateRange = Schemas['RateReportRange']
export type Restraint = Schemas['RestraintsView']
export type Receipt = Schemas['ReportReceipt']
export type Answers = Schemas['StepAnswers']
export type Location = Schemas['ReportLocation']
export type Notice = Schemas['NoticeView']
export type Task = Schemas['MyTasksTask']
export type NewPatrolPlan = Schemas['PatrolNewPlan']
export type Checklist = Schemas['Checklist']
export type SkilledWorker = Schemas['SkillsWorker']
export type Skill = SkilledWorker['skills'][number]
export type NewSurvey = Schemas['SurveyNewSurvey']
export type Survey = Schemas['Survey']
export type SurveyAnswers = Schemas['SurveyAnswers']
export type SurveyStatistics = Schemas['SurveysStatistics']
export type TaskDetail = Schemas['TaskDeskDetail']
export type TaskEnded = Schemas['TaskEnded']
export type WorkItem = Schemas['WorkItem']
export type NewWorkItem = Schemas['WorkItemNewItem']
export type Report = Schemas['Report']
export type Party = NonNullable<Report['about']>['party']
export type Boundaries = Schemas['GroundFeatureCollection']
export type Figure = Schemas['Figure']
export type Indicator = Schemas['Indicator']
/** Something that happened, as the stream of a screen tells it. */
export type News = Pick<Schemas['IncidentRow'], 'number' | 'category' | 'area' | 'areaName' | 'status' | 'urgent' | 'dueAt'> & {
  incident: string
  kind: string
  at: string
}
export type Drift = NonNullable<Schemas['ModelDeskState']['drift']>
export type MapLayer = Schemas['IncidentMapLayer']
export type Filters = NonNullable<paths['/api/incidents']['get']['parameters']['query']>
export type RecordFilters = NonNullable<paths['/api/audit']['get']['parameters']['query']>
export type ResidentRow = Schemas['PersonRow']
export type ResidentFilters = NonNullable<paths['/api/residents']['get']['parameters']['query']>
export type Wanted = Schemas['PersonWanted']
export type CategoryContent = Schemas['CategoryContent']
export type CategoryDefinition = Schemas['CategoryDefinition']
export type CategoryTemplate = Schemas['CategoryTemplate']
export type OwnRecord = Schemas['PersonCard']
export type Building = Schemas['PlacesBuilding']
export type Home = Schemas['Home']
export type NewClaim = Schemas['ClaimNewClaim']
export type Claim = Schemas['ClaimsView']
export type Letter = Schemas['ClaimsLetter']
export type NewCorrection = Schemas['OwnNewCorrection']
export type Correction = Schemas['CorrectionsView']
export type Relation = Schemas['HouseholdKin']['relation']
export type VisitField = Schemas['VisitsField']
export type Import = Schemas['ImportView']
export type Offer = Schemas['ImportsOffer']
export type Announcement = Schemas['Announcement']
export type NewAnnouncement = Schemas['AnnouncementDraft']
export type ReceiptCount = Schemas['ReceiptsCount']
export type Preferences = Schemas['Preferences']
export type Way = Schemas['AddressesWay']
export type DeadLetter = Schemas['DeadLettersDeadLetter']
export type ProtectionRequest = Schemas['ProtectionRequestsRequest']
export type NewAccess = Schemas['ProtectionRequestNewAccess']
export type NewAssessment = Schemas['RecordNewAssessment']
export type NewDrill = Schemas['RecordNewDrill']
export type Disclosure = Schemas['WaitingDisclosuresWaiting']

/** Who has a matter, in the form of any of the answers that tell it. */
export type Holder = Partial<Schemas['ReportReceiptHandler']>
export type Warning = Schemas['WarningView']
export type WarningOutcome = NonNullable<Warning['outcome']>
