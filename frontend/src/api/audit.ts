/** What the audit log says. */

export const AUDIT_RESULTS = ['SUCCESS', 'FAIL'] as const
export type AuditResult = (typeof AUDIT_RESULTS)[number]

export interface AuditEntry {
  auditLogKey: string
  timestamp: string
  actorId: string
  operationType: string
  entityType: string
  entityKey: string
  result: AuditResult
  detail: string | null
}
